"""提醒: one mechanism for every deadline (SYS-03); it contains no domain noun."""
