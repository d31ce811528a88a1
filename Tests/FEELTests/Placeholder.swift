// Tests of FEEL follow with the room.
