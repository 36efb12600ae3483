"""支部工作: meetings, who should attend and came, and how each item was voted (ZB 11–12; F23, F24; DEV-24–28)."""
