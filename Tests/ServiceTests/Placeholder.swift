// Tests of Service follow with the room.
