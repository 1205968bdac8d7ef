"""The AG/JGEX language: constructions, problems and their reader."""
