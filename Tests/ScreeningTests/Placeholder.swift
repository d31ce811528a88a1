// Tests of Screening follow with the room.
