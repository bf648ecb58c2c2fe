"""Resource to entry: one file per clinical domain and a register (type -> reader). Pure."""
