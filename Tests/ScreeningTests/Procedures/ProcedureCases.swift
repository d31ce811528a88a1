/// Projects with the column that the printed catalogues put them in, read from the text by a person.
///
/// A line: row, industry, then what is stated, then `=` and the column (`开` where the text leaves it open, `无` where it takes none).
/// Stated are processes (`工艺:甲、乙`, `工艺:` for none), products (`产:6000kL/a`), construction (`建:新建`), and answers to whatever
/// question contains a wording: `+冲天炉` yes, `-冲天炉` no. Production in industrial buildings is answered yes where not stated.
enum ProcedureCases {
}
