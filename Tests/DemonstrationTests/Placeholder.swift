// Tests of Demonstration follow with the room.
