internal import Geometry

/// The borders on which others should lie, in a plane and found by place.
struct TrueBorders {
  let edges: BorderEdges
  let plane: MetricPlane
  let grid: SegmentGrid
  let box: GridBox

  /// - Parameter around: what will be compared. The plane touches in its middle, or where that lies wholly elsewhere, in the borders' own.
  init(_ edges: BorderEdges, around: GridBox) {
    self.edges = edges
    let own = edges.box
    let place = around.isEmpty ? own : around
    box = own.isEmpty ? place : own
    plane = MetricPlane(
      middleOf: box.isEmpty ? GridBox(minX: 0, minY: 0, maxX: 0, maxY: 0) : own.isEmpty || place.meets(own) ? place : own)
    grid = SegmentGrid(edges, in: plane)
  }
}
