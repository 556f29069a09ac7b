"""What both sides know of a suite of pytest tests. Needs pytest, and knows neither the bridge nor a container."""
