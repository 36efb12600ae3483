"""制度参数: what the school has laid down, each value with its clause, strength and days; presets and working days."""
