"""What is learned: linking words to concepts. Imports the domain and nothing else of ours."""
