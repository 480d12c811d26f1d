"""What is worth asking about an indicator, from its figures and from every return of the cases behind them."""
