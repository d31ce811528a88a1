// Tests of Geometry follow with the room.
