"""The bundled sample portal: 示范区人民政府, with planted faults and an answer key (answers.toml)."""
