import ExactJSON
import Foundation
import Reports
import Testing

/// Poppler's tools, which read a PDF without knowing who made it.
enum Poppler {
  static var isThere: Bool {
    ["pdftotext", "pdffonts", "pdfinfo"].allSatisfy { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }
  }

  static func run(_ tool: String, _ arguments: [String], on pdf: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-report-\(UInt64.random(in: 0...UInt64.max)).pdf")
    try Data(pdf).write(to: file)
    defer { do { try FileManager.default.removeItem(at: file) } catch { Issue.record("\(file.path) stays: \(error)") } }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/\(tool)")
    process.arguments = arguments.map { $0 == "@" ? file.path : $0 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

@Suite(
  "The printed report", .enabled(if: Typesetter.isThere && Poppler.isThere, "needs the Python environment of ./run and poppler-utils"),
  .serialized)
struct PrintedReportTests {
  private func printed(_ view: JSONValue) async throws -> [UInt8] {
    let renderer = Typesetter.renderer()
    let pdf = try await Typesetter.report(renderer, view)
    await renderer.stop()
    return pdf
  }

  private func squeezed(_ s: String) -> String { s.filter { !$0.isWhitespace } }

  private func pages(_ pdf: [UInt8]) throws -> [String] {
    try Poppler.run("pdftotext", ["-layout", "@", "-"], on: pdf).split(separator: "\u{C}", omittingEmptySubsequences: true).map(String.init)
  }

  @Test("every clause, id, unit and zone can be copied out of it word for word; nothing invisible comes along")
  func words() async throws {
    let pdf = try await printed(Sample.view)
    for mode in [["@", "-"], ["-raw", "@", "-"]] {
      let text = squeezed(try Poppler.run("pdftotext", mode, on: pdf))
      for c in Sample.view["clauses"]?.arrayValue ?? [] {
        #expect(text.contains(squeezed(c["text"]?.stringValue ?? "?")), "\(c["id"]?.stringValue ?? "")")
        #expect(text.contains("〔\(c["id"]?.stringValue ?? "?")〕"))
      }
      for row in (Sample.view["units"]?.arrayValue ?? []) + (Sample.view["zones"]?.arrayValue ?? []) {
        #expect(text.contains(row["code"]?.stringValue ?? "?"))
      }
      for s in text.unicodeScalars {
        #expect(!(0x200B...0x200F).contains(s.value) && s.value != 0x2060 && s.value != 0xFFFD && !(0xE000...0xF8FF).contains(s.value))
      }
    }
  }

  @Test("all fonts are embedded, and each maps back to Unicode")
  func fonts() async throws {
    let lines = try Poppler.run("pdffonts", ["@"], on: try await printed(Sample.view)).split(separator: "\n").dropFirst(2)
    #expect(!lines.isEmpty)
    for line in lines { #expect(line.contains(/yes +yes +yes +\d+ +\d+$/), "\(line)") }
  }

  @Test("it is tagged, titled, A4, and says when it was made")
  func information() async throws {
    let text = try Poppler.run("pdfinfo", ["@"], on: try await printed(Sample.view))
    #expect(text.contains(/Title: +生态环境分区管控研判报告/))
    #expect(text.contains(/Tagged: +yes/))
    #expect(text.contains(/Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/))
    let metadata = try Poppler.run("pdfinfo", ["-meta", "@"], on: try await printed(Sample.view))
    #expect(metadata.contains("pdfaid:part>2<") && metadata.contains("pdfaid:conformance>A<") && metadata.contains("pdfuaid:part>1<"))
  }

  @Test("each page carries the mark and the number, the clause table repeats its head, no heading or caption ends a page")
  func pageFurniture() async throws {
    let all = try pages(try await printed(Sample.withClauses(120)))
    #expect(all.count > 10)
    for page in all {
      #expect(squeezed(page).contains("示范数据") && page.contains("FQ-20261124-000127"))
      let body = page.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.contains("校验码") }
      #expect(body.last?.contains(/^([一二三四五六七八九十]+、|（[一二三]）|表 ?\d+)/) == false, "\(body.last ?? "")")
    }
    let first = all.firstIndex { squeezed($0).contains("表8相符性逐条分析") } ?? 0
    let last = all.lastIndex { squeezed($0).contains("〔C-119〕") } ?? 0
    #expect(last > first + 3)
    for page in all[first...last] { #expect(page.contains(/管控要求 +本项目情况/)) }
  }

  @Test("a clause longer than a page runs on and is there whole")
  func longClause() async throws {
    let text = String(String(repeating: "禁止在长江干支流岸线一公里范围内新建、扩建化工园区和化工项目，已有项目应当依法限期退出。", count: 220).prefix(9000))
    let pdf = try await printed(Sample.view.changingClauses { $0["id"]?.stringValue == "P-S2" ? $0.setting("text", .string(text)) : $0 })
    let body = squeezed(try Poppler.run("pdftotext", ["-raw", "@", "-"], on: pdf))
    // Heads and feet of pages stand between; the sentence is counted.
    let sentences = body.components(separatedBy: "已有项目应当依法限期退出。").count - 1
    #expect(sentences >= 190)
  }

  @Test("markup in names stays words")
  func markup() async throws {
    let strange = "#$*_<>\"\\ `=~@[]{}()^&%|/;'-+ <b>粗</b> #set page() $x^2$ *强* _斜_ //注 /* 释 */ @ref <label>"
    let view = Sample.view.setting("screening", (Sample.view["screening"] ?? .null).setting("name", .string(strange)))
      .changingClauses { $0["id"]?.stringValue == "P-S3" ? $0.setting("text", .string(strange)).setting("because", .string(strange)) : $0 }
    let text = squeezed(try Poppler.run("pdftotext", ["-raw", "@", "-"], on: try await printed(view)))
    #expect(text.components(separatedBy: squeezed(strange)).count >= 3)
  }

  @Test("a word without a place to break stays on the page")
  func longWord() async throws {
    let word = String(repeating: "Pneumonoultramicroscopic", count: 20)
    let view = Sample.view.setting("screening", (Sample.view["screening"] ?? .null).setting("name", .string(word)))
      .changingClauses { $0.setting("text", .string(word)) }
    let boxes = try Poppler.run("pdftotext", ["-bbox", "@", "-"], on: try await printed(view))
    var seen = 0
    for found in boxes.matches(of: /<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"/) {
      seen += 1
      // 595 points wide, margins of 28 and 26 mm; full-width marks may hang by half their width.
      #expect((Double(found.output.1) ?? 0) > 70 && (Double(found.output.2) ?? 999) < 530)
    }
    #expect(seen > 300)
  }

  @Test("a character that no font has is a 〓, and the report says which it was")
  func missingGlyph() async throws {
    let view = Sample.view.setting("screening", (Sample.view["screening"] ?? .null).setting("name", .string("示范\u{2A6A5}\u{E27}厂")))
    let text = squeezed(try Poppler.run("pdftotext", ["-raw", "@", "-"], on: try await printed(view)))
    #expect(text.contains("示范〓〓厂"))
    #expect(text.contains("U+2A6A5") && text.contains("U+0E27"))
  }

  @Test("a report of nothing but a conclusion is made")
  func empty() async throws {
    var view = Sample.view.removing("screening").setting("project", .object(["facts": .object([JSONMember]())]))
    for key in ["clauses", "units", "zones", "tolerated", "nearest", "missingFacts", "notChecked", "assumed"] {
      view = view.setting(key, .array([]))
    }
    let text = squeezed(try Poppler.run("pdftotext", ["-raw", "@", "-"], on: try await printed(view)))
    #expect(text.contains("没有登记存证，不能在线核验"))
  }
}
