import DMN
import FEEL
import Foundation
import Testing
import Trials

@Suite("Hostile decision models end within limits", .serialized)
struct HostileModelTests {
  @Test("none takes more than 100 ms of processor time or 64 MB for one answer, whatever it comes to", arguments: HostileModels.all)
  func answersEnd(model: HostileModels.Model) throws {
    let bounds = ResourceUse.Bounds()
    let engine: DMNEngine
    do throws(DMNError) {
      engine = try DMNEngine(try DMNReader.model(model.data))
    } catch {
      // Circles and what refers to nothing are refused by a sentence.
      #expect(error.message.hasSuffix("。"))
      return
    }
    for name in engine.decisionNames.sorted().suffix(3) {
      var outcome: DMNOutcome?
      let use = ResourceUse.least(within: bounds) {
        do throws(DMNError) {
          let answer = try engine.evaluate(name, inputs: [])
          _ = answer.value.canonicalJSON.utf8.count
          outcome = answer
        } catch {
          Issue.record("\(model): \(error.message)")
        }
      }
      #expect(use.milliseconds < bounds.milliseconds, "\(model), \(name): \(use), \(outcome?.problems ?? [])")
      #expect(use.growth < bounds.growth, "\(model), \(name): \(use), \(outcome?.problems ?? [])")
    }
  }

  @Test("reading and linking a hostile model of some hundred kilobytes takes no more than half a second", arguments: HostileModels.all)
  func readingEnds(model: HostileModels.Model) throws {
    let data = model.data
    let bounds = ResourceUse.Bounds(milliseconds: 500, megabytes: 64)
    let use = ResourceUse.least(within: bounds) {
      do throws(DMNError) { _ = try DMNEngine(try DMNReader.model(data)) } catch { #expect(error.message.hasSuffix("。")) }
    }
    #expect(use.milliseconds < bounds.milliseconds, "\(model), \(data.count) bytes: \(use)")
    #expect(use.growth < bounds.growth, "\(model), \(data.count) bytes: \(use)")
  }

  @Test(
    "XML that grows or nests is refused before it costs anything",
    arguments: [
      "<!DOCTYPE lolz [<!ENTITY lol \"lol\">"
        + (1..<10).map { "<!ENTITY lol\($0) \"\(String(repeating: "&lol\($0 - 1);", count: 10))\">" }.joined() + "]><a>&lol9;</a>",
      "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "<a>" + String(repeating: "&amp;", count: 200_000) + "</a>",
      String(repeating: "<a>", count: 200_000),
      "<a " + (0..<20_000).map { "x\($0)=\"1\"" }.joined(separator: " ") + "/>",
      "<a xmlns:p=\"u\">" + (0..<90).map { "<p\($0) xmlns:q\($0)=\"v\">" }.joined(),
      "<a>" + String(repeating: "<!-- -->", count: 100_000) + "</a>", "<a><![CDATA[" + String(repeating: "]]", count: 300_000) + "]]></a>",
      "<?xml version=\"1.0\"?>" + String(repeating: "<?p q?>", count: 100_000) + "<a/>",
      "<a b=\"" + String(repeating: "x", count: 1_000_000) + "\"/>",
    ])
  func xml(text: String) {
    let bounds = ResourceUse.Bounds(milliseconds: 500)
    let data = Data(text.utf8)
    let use = ResourceUse.least(within: bounds) {
      do throws(DMNError) {
        _ = try DMNReader.model(data)
        Issue.record("the text was taken")
      } catch {
        #expect(error.message.hasSuffix("。"))
      }
    }
    #expect(use.milliseconds < bounds.milliseconds, "\(text.prefix(80)): \(use)")
    #expect(use.growth < bounds.growth, "\(text.prefix(80)): \(use)")
  }
}
