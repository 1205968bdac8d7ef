import TriviumTactic.Tactic
