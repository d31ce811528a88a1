// Tests of Reports follow with the room.
