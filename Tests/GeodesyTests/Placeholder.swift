// Tests of Geodesy follow with the room.
