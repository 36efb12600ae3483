"""组织与人员: party organizations, people, party status, duties, accounts, and who may see what (SYS-02)."""
