"""导入组织员名册: columns, what they are looked up in, each row through the services' rule, the report."""
