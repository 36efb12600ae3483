"""Pages of units and people. Every view carries a mark; whatever it fetches, it fetches through the viewer."""
