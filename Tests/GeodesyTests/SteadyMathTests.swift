import Foundation
import Geodesy
import Testing

@Suite("Elementary functions of our own")
struct SteadyMathTests {
  @Test("sine and cosine agree with the C library to the last place or two")
  func sinCosAgree() {
    var numbers = SeededNumbers(1)
    for _ in 0..<200_000 {
      let x = numbers.double(-2000...2000)
      let (s, c) = SteadyMath.sinCos(x)
      #expect(abs(s - sin(x)) <= 2.3e-16)
      #expect(abs(c - cos(x)) <= 2.3e-16)
    }
  }

  @Test("arcs, exponentials and logarithms agree with the C library")
  func othersAgree() {
    var numbers = SeededNumbers(2)
    func near(_ a: Double, _ b: Double, _ what: String, _ x: Double) {
      #expect(abs(a - b) <= max(1.5e-16, 4.5e-16 * max(abs(a), abs(b))), "\(what)(\(x))")
    }
    for _ in 0..<50_000 {
      let x = numbers.double(-20...20)
      let y = numbers.double(-20...20)
      near(SteadyMath.atan(x), atan(x), "atan", x)
      near(SteadyMath.atan2(y, x), atan2(y, x), "atan2", x)
      near(SteadyMath.exp(x), exp(x), "exp", x)
      near(SteadyMath.asinh(x), asinh(x), "asinh", x)
      near(SteadyMath.sinhCosh(x).sinh, sinh(x), "sinh", x)
      near(SteadyMath.sinhCosh(x).cosh, cosh(x), "cosh", x)
      let positive = numbers.double(1e-3...1e3)
      if abs(positive - 1) > 1e-3 { near(SteadyMath.log(positive), log(positive), "log", positive) }
      let small = numbers.double(-0.19...0.19)
      near(SteadyMath.atanh(small), atanh(small), "atanh", small)
      near(SteadyMath.sinhCosh(small).sinh, sinh(small), "sinh", small)
    }
  }

  @Test("whole quarter turns are met exactly enough")
  func quarterTurns() {
    for n in -40...40 {
      let x = Double(n) * Double.pi / 2
      #expect(abs(SteadyMath.sin(x) - sin(x)) < 1e-16)
      #expect(abs(SteadyMath.cos(x) - cos(x)) < 1e-16)
    }
  }
}
