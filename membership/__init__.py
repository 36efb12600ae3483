"""发展党员与党籍: the procedure from application to archive (MEM-01 to MEM-04, TRA-03; D1 二1, D2 4, D3 5(一))."""
