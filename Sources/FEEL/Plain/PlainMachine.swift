/// Runs plain programs: a stack of 16-byte values and a pool of wide numbers, both made once. Belongs to one thread.
public final class PlainMachine {
  let stack: UnsafeMutablePointer<PlainValue>
  /// Numbers of this run that do not fit inline.
  var wide: ContiguousArray<FEELDecimal> = []
  /// Whether there are any, behind a pointer that never changes: it is asked for every condition.
  private let isWide: UnsafeMutablePointer<Bool>

  public init() {
    stack = .allocate(capacity: PlainCompiler.stackLimit + 8)
    stack.initialize(repeating: .null, count: PlainCompiler.stackLimit + 8)
    isWide = .allocate(capacity: 1)
    isWide.initialize(to: false)
  }

  deinit {
    stack.deallocate()
    isWide.deallocate()
  }

  /// Keeps a number that does not fit inline, until the next run.
  func keep(_ number: FEELDecimal) -> PlainValue {
    wide.append(number)
    isWide.pointee = true
    return PlainValue(.wide, Int64(wide.count - 1))
  }

  /// Runs a program over what a frame holds.
  ///
  /// Where a slot was not read yet the result names it: fill it and run again. What the result stands without is not run.
  public func run(_ program: PlainProgram, _ frame: PlainFrame) -> PlainResult {
    frame.prepare(for: program)
    return program.code.withUnsafeBufferPointer { code in step(program, code, frame.slots.pointee.values, frame, nil) }
  }

  /// Runs a program, both sides of and/or, and leaves the state of every node in `trace`.
  ///
  /// Read counts, as in a run without a trace, only what the result rests on: not a side that the other one had decided.
  public func run(_ program: PlainProgram, _ frame: PlainFrame, into trace: inout PlainTrace) -> PlainResult {
    frame.prepare(for: program)
    trace.reset(program.nodeCount)
    return trace.states.withUnsafeMutableBufferPointer { states in
      program.code.withUnsafeBufferPointer { code in step(program, code, frame.slots.pointee.values, frame, states.baseAddress) }
    }
  }

  @inline(__always)
  private func step(
    _ program: PlainProgram, _ code: UnsafeBufferPointer<PlainInstruction>, _ slots: UnsafeMutablePointer<PlainValue>, _ frame: PlainFrame,
    _ trace: UnsafeMutablePointer<UInt8>?
  ) -> PlainResult {
    let instructions = code.baseAddress!
    let end = code.count
    var at = 0
    // The topmost value is stack[top].
    var top = -1
    var read: Int64 = 0
    // Up to here the result stands without what is run, which is done for the trace alone.
    var needless = 0
    let stack = stack
    if isWide.pointee {
      wide.removeAll(keepingCapacity: true)
      isWide.pointee = false
    }
    while at < end {
      let instruction = instructions[at]
      at += 1
      switch instruction.operation {
      case .constant:
        top += 1
        stack[top] = PlainValue(
          PlainValue.Tag(rawValue: instruction.mode).unsafelyUnwrapped, instruction.payload, scale: instruction.scale)
      case .slot, .compareNumber, .compareText, .amongTexts, .prefix:
        var value = slots[Int(instruction.place)]
        if trace == nil || at > needless { read |= 1 << Int64(instruction.bit) }
        top += 1
        switch value.tag {
        case .unknown: value = PlainValue(.unknown, 1 << Int64(instruction.bit))
        case .unread: return PlainResult(unread: Int(instruction.place))
        case .outside: return .outside
        case .wide where instruction.operation != .slot: return .outside
        case .wide: value = keep(frame.wide[Int(value.payload)])
        default:
          switch instruction.operation {
          case .compareNumber: value = SlotTests.number(value, instruction)
          case .compareText: value = SlotTests.text(value, instruction)
          case .amongTexts: value = SlotTests.among(value, instruction, program.pool)
          case .prefix: value = SlotTests.prefix(value, instruction, program.pool, frame.packed)
          default: break
          }
          if value.tag == .outside { return .outside }
        }
        stack[top] = value
      case .jumpIfNo:
        if stack[top].tag == .no {
          if trace == nil { at = Int(instruction.place) } else { needless = max(needless, Int(instruction.place)) }
        }
        continue
      case .jumpIfYes:
        if stack[top].tag == .yes {
          if trace == nil { at = Int(instruction.place) } else { needless = max(needless, Int(instruction.place)) }
        }
        continue
      case .and:
        top -= 1
        stack[top] = PlainValue.and(stack[top], stack[top + 1])
        if stack[top].tag == .no {
          if trace == nil { at = Int(instruction.place) } else { needless = max(needless, Int(instruction.place)) }
        }
      case .or:
        top -= 1
        stack[top] = PlainValue.or(stack[top], stack[top + 1])
        if stack[top].tag == .yes {
          if trace == nil { at = Int(instruction.place) } else { needless = max(needless, Int(instruction.place)) }
        }
      case .not: stack[top] = stack[top].negated
      default:
        guard let next = rare(instruction, at, &top, frame) else { return .outside }
        if let trace, instruction.operation.yieldsState { trace[Int(instruction.node)] = stack[top].tag.rawValue + 1 }
        at = next
        continue
      }
      if let trace { trace[Int(instruction.node)] = stack[top].tag.rawValue + 1 }
    }
    return PlainResult(value: stack[0], read: read)
  }
}

/// What a run came to.
public struct PlainResult: Sendable {
  enum Ending { case value, unread, outside }

  let ending: Ending
  let value: PlainValue
  /// Bits of the program's slots that the result rests on.
  public let read: Int64
  private let place: Int

  static let outside = PlainResult(ending: .outside, value: .null, read: 0, place: 0)

  private init(ending: Ending, value: PlainValue, read: Int64, place: Int) {
    self.ending = ending
    self.value = value
    self.read = read
    self.place = place
  }

  init(value: PlainValue, read: Int64) { self.init(ending: .value, value: value, read: read, place: 0) }
  init(unread place: Int) { self.init(ending: .unread, value: .null, read: 0, place: place) }

  /// The slot to fill before the next run.
  public var unreadSlot: Int? { ending == .unread ? place : nil }
  /// Whether the general evaluator must be asked.
  public var isOutside: Bool { ending == .outside }

  public enum State: Hashable, Sendable { case yes, no, unknown, other }

  /// The state of a condition; `other` for null and values that are no Boolean.
  public var state: State {
    switch value.tag {
    case .yes: .yes
    case .no: .no
    case .unknown: .unknown
    default: .other
    }
  }
}
