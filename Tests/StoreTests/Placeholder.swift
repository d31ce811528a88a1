// Tests of Store follow with the room.
