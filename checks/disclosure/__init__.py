"""Rules on what must be made public: annual reports, statutory columns, policy files and their interpretations."""
