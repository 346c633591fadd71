"""The domain: values, rules and the flow from a client to advice. Touches nothing outside its own packaged data."""
