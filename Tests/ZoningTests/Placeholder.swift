// Tests of Zoning follow with the room.
