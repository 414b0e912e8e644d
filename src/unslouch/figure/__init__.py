"""The animated drawings of exercises: rig, pose, shapes, dots, glyphs. Pure."""
