/// Elementary functions that give the same bits on every processor.
///
/// The C library picks another code path where the processor has fused multiply-add, and its last bit then differs.
/// These use only + − × ÷ and square root on Double, which IEEE 754 fixes. Polynomials and reductions are those of
/// Sun's fdlibm; errors stay below one unit in the last place in the ranges stated.
public enum SteadyMath {
  /// Sine and cosine of an angle in radians, for magnitudes below 1e5.
  @inlinable
  public static func sinCos(_ x: Double) -> (sin: Double, cos: Double) {
    if x > -0.7853981633974483 && x < 0.7853981633974483 { return (kernelSin(x, 0), kernelCos(x, 0)) }
    // x = n·π/2 + (y + tail), π/2 in three pieces.
    let n = (x * 6.36619772367581382433e-01).rounded()
    var r = x - n * 1.57079632673412561417e+00
    var w = n * 6.07710050650619224932e-11
    var y = r - w
    if abs(y) < abs(x) * 1e-5 {
      let t = r
      w = n * 6.07710050630396597660e-11
      r = t - w
      w = n * 2.02226624879595063154e-21 - ((t - r) - w)
      y = r - w
    }
    let tail = (r - y) - w
    let s = kernelSin(y, tail)
    let c = kernelCos(y, tail)
    switch Int(n) & 3 {
    case 0: return (s, c)
    case 1: return (c, -s)
    case 2: return (-s, -c)
    default: return (-c, s)
    }
  }

  @inlinable public static func sin(_ x: Double) -> Double { sinCos(x).sin }
  @inlinable public static func cos(_ x: Double) -> Double { sinCos(x).cos }

  @usableFromInline
  static func kernelSin(_ x: Double, _ tail: Double) -> Double {
    let z = x * x
    let v = z * x
    let low = z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10))
    let r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + low)
    return x - ((z * (0.5 * tail - v * r) - tail) - v * -1.66666666666666324348e-01)
  }

  @usableFromInline
  static func kernelCos(_ x: Double, _ tail: Double) -> Double {
    let z = x * x
    let high = z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)
    let middle = 2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07 + high)
    let r = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * middle))
    let half = 0.5 * z
    let w = 1 - half
    return w + (((1 - w) - half) + (z * r - x * tail))
  }

  /// The angle whose tangent is x, in radians.
  public static func atan(_ x: Double) -> Double {
    let magnitude = abs(x)
    if magnitude > 1e20 { return x > 0 ? 1.5707963267948966 : -1.5707963267948966 }
    var y = magnitude
    var high = 0.0
    var low = 0.0
    if magnitude >= 0.4375 {
      if magnitude < 0.6875 {
        (high, low) = (4.63647609000806093515e-01, 2.26987774529616870924e-17)
        y = (2 * magnitude - 1) / (2 + magnitude)
      } else if magnitude < 1.1875 {
        (high, low) = (7.85398163397448278999e-01, 3.06161699786838301793e-17)
        y = (magnitude - 1) / (magnitude + 1)
      } else if magnitude < 2.4375 {
        (high, low) = (9.82793723247329054082e-01, 1.39033110312309984516e-17)
        y = (magnitude - 1.5) / (1 + 1.5 * magnitude)
      } else {
        (high, low) = (1.57079632679489655800e+00, 6.12323399573676603587e-17)
        y = -1 / magnitude
      }
    }
    let z = y * y
    let w = z * z
    let e1 = 4.97687799461593236017e-02 + w * 1.62858201153657823623e-02
    let e2 = 6.66107313738753120669e-02 + w * e1
    let e3 = 9.09088713343650656196e-02 + w * e2
    let e4 = 1.42857142725034663711e-01 + w * e3
    let even = z * (3.33333333333329318027e-01 + w * e4)
    let o1 = -5.83357013379057348645e-02 + w * -3.65315727442169155270e-02
    let o2 = -7.69187620504482999495e-02 + w * o1
    let o3 = -1.11111104054623557880e-01 + w * o2
    let odd = w * (-1.99999999998764832476e-01 + w * o3)
    let result = high == 0 ? y - y * (even + odd) : high - ((y * (even + odd) - low) - y)
    return x < 0 ? -result : result
  }

  /// The direction of (x, y) from the x axis, counter-clockwise, in (−π, π]; 0 for the origin.
  public static func atan2(_ y: Double, _ x: Double) -> Double {
    if x == 0 && y == 0 { return 0 }
    if abs(x) >= abs(y) {
      let angle = atan(y / x)
      if x > 0 { return angle }
      return y < 0 ? angle - Double.pi : angle + Double.pi
    }
    let angle = 1.5707963267948966 - atan(x / y)
    return y > 0 ? angle : angle - Double.pi
  }

  /// e to the power x, for magnitudes below 700.
  public static func exp(_ x: Double) -> Double {
    let n = (x * 1.44269504088896338700).rounded()
    let high = x - n * 6.93147180369123816490e-01
    let low = n * 1.90821492927058770002e-10
    let r = high - low
    let t = r * r
    let p = 6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)
    let c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * p))
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    return Double(sign: .plus, exponent: Int(n), significand: y)
  }

  /// The natural logarithm of a positive, normal x.
  public static func log(_ x: Double) -> Double {
    var exponent = Int(x.exponent)
    var f = x.significand
    if f > 1.4142135623730951 {
      f *= 0.5
      exponent += 1
    }
    f -= 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let o1 = 1.818357216161805012e-01 + w * 1.479819860511658591e-01
    let odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * o1))
    let half = 0.5 * f * f
    let k = Double(exponent)
    return k * 6.93147180369123816490e-01 - ((half - (s * (half + even + odd) + k * 1.90821492927058770002e-10)) - f)
  }

  /// The inverse hyperbolic tangent, for magnitudes below 1.
  public static func atanh(_ x: Double) -> Double {
    if abs(x) < 0.2 {
      let z = x * x
      var sum = 0.0
      var k = 25
      while k >= 3 {
        sum = (sum + 1 / Double(k)) * z
        k -= 2
      }
      return x + x * sum
    }
    return 0.5 * log((1 + x) / (1 - x))
  }

  /// The inverse hyperbolic sine.
  public static func asinh(_ x: Double) -> Double {
    let magnitude = abs(x)
    if magnitude < 0.2 { return atanh(x / (1 + x * x).squareRoot()) }
    let result = log(magnitude + (1 + magnitude * magnitude).squareRoot())
    return x < 0 ? -result : result
  }

  /// Hyperbolic sine and cosine, for magnitudes below 700.
  public static func sinhCosh(_ x: Double) -> (sinh: Double, cosh: Double) {
    if abs(x) < 0.5 {
      let z = x * x
      var s = 1.0
      var c = 1.0
      var k = 8.0
      while k >= 1 {
        s = 1 + s * z / ((2 * k) * (2 * k + 1))
        c = 1 + c * z / ((2 * k - 1) * (2 * k))
        k -= 1
      }
      return (x * s, c)
    }
    let e = exp(x)
    return (0.5 * (e - 1 / e), 0.5 * (e + 1 / e))
  }
}
