"""操作日志 in words: who changed what from which value to which, from where and why (SYS-06, screens 3.19)."""
