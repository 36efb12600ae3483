"""Tags that every page uses; each draws one small thing that must look the same everywhere."""
