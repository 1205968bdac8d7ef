"""What policies are made of: prompts, answers, nearest neighbours, small models. None of it decides anything."""
