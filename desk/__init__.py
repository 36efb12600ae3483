"""工作台: the frame that the apps below fill with panels, search providers, navigation and log words."""
