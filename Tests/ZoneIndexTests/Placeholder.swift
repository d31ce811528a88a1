// Tests of ZoneIndex follow with the room.
