"""Acts on units, people, duties and accounts: the only places that change them."""
