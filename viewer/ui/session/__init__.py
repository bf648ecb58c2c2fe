"""What the window knows and asks: the pipes to the engine, messages in order, the state of the record."""
