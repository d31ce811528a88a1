// Tests of ExactJSON follow with the room.
