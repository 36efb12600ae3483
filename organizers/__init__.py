"""组织员队伍: appointments, staffing and rotation (ORG-01, 06; D1 一, D2 9–10 and 20, D3 4)."""
