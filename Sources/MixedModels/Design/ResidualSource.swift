import Tables

/// The structure of the residuals as it was asked for, with its columns.
struct ResidualSource {
  /// `kind(what | group)`.
  struct Correlation {
    let kind: ResidualDesign.Correlation
    let tree: FormulaTree
    /// The time; nil where rows count in their order, and for kinds without time.
    var time: Int?
    var timeColumns: [(name: Int, column: Column)] = []
    var visit: FrameBuilder.GroupSource?
    var group: FrameBuilder.GroupSource?
  }

  /// `kind(what)`.
  struct Variance {
    let kind: ResidualDesign.Variance
    let tree: FormulaTree
    var strata: FrameBuilder.GroupSource?
    var covariate: Int?
    var covariateColumns: [(name: Int, column: Column)] = []
  }

  let correlation: Correlation?
  let variance: Variance?

  /// nil where residuals are independent and alike.
  ///
  /// - Throws: M101, M103, M107, M120, M121, M126 with the place in the text; M106, M108, D104,
  ///   D114, D115 for what stands in it; M154 for another correlation than ar1 in another family
  ///   than the normal.
  init?(_ specification: MixedModelSpecification, _ table: Table) throws(InvalidInput) {
    if specification.correlation == nil && specification.variance == nil { return nil }
    correlation = try specification.correlation.map { text throws(InvalidInput) in
      try Correlation(text, specification, table)
    }
    variance = try specification.variance.map { text throws(InvalidInput) in
      try Variance(text, specification, table)
    }
    if let correlation, specification.family != .gaussian, correlation.kind != .autoregressive {
      throw correlation.tree.error(
        "M154", "only ar1 is possible with the family \(specification.family.rawValue)",
        hint: "write ar1(time | group), or leave out the correlation", at: correlation.tree.root)
    }
    if let variance, correlation?.kind == .unstructured {
      throw variance.tree.error(
        "M126", "an unstructured correlation has a variance for every visit already",
        hint: "leave out the variance", at: variance.tree.root)
    }
  }

  /// Every column that is used.
  var columns: [Column] {
    let groups = [correlation?.visit, correlation?.group, variance?.strata]
    return (correlation?.timeColumns ?? []).map(\.column)
      + groups.flatMap { $0?.tableColumns ?? [] }
      + (variance?.covariateColumns ?? []).map(\.column)
  }
}

extension ResidualSource.Correlation {
  init(
    _ text: String, _ specification: MixedModelSpecification, _ table: Table
  ) throws(InvalidInput) {
    tree = try FormulaParser.parse(text, title: "correlation")
    let call = tree[tree.root]
    guard call.kind == .call,
      let kind = ResidualDesign.Correlation(rawValue: call.function.rawValue)
    else {
      throw tree.error(
        "M120", "\(Finding.quoted(text)) is not a correlation of residuals",
        hint: "write ar1(time | group), car1(time | group), cs(1 | group) or us(visit | group)",
        at: tree.root)
    }
    self.kind = kind
    let inner = tree.unwrapped(call.left)
    let hasGroup = tree[inner].kind == .bar
    let what = tree.unwrapped(hasGroup ? tree[inner].left : inner)
    let isOne = tree[what].kind == .number && tree[what].value == 1
    switch kind {
    case .compoundSymmetry where !isOne:
      throw misfit("compound symmetry has no order: write 1", "cs(1 | group)", at: what)
    case .unstructured where isOne || !hasGroup:
      throw misfit(
        "an unstructured correlation needs visits and groups", "us(visit | group)", at: inner)
    case .compoundSymmetry: break
    case .unstructured: visit = try .init(what, tree, specification, table, ascending: true)
    case .autoregressive, .continuousAutoregressive:
      if !isOne {
        time = what
        timeColumns = try table.numericColumns(tree, below: what)
      }
    }
    if hasGroup {
      group = try .init(tree[inner].right, tree, specification, table, ascending: false)
    }
  }

  private func misfit(_ message: String, _ example: String, at node: Int) -> InvalidInput {
    tree.error("M121", message, hint: "write \(example)", at: node)
  }
}

extension ResidualSource.Variance {
  init(
    _ text: String, _ specification: MixedModelSpecification, _ table: Table
  ) throws(InvalidInput) {
    tree = try FormulaParser.parse(text, title: "variance")
    let call = tree[tree.root]
    guard call.kind == .call, let kind = ResidualDesign.Variance(rawValue: call.function.rawValue)
    else {
      throw tree.error(
        "M120", "\(Finding.quoted(text)) is not a structure of residual variances",
        hint: "write ident(factor) or power(number)", at: tree.root)
    }
    self.kind = kind
    let what = tree.unwrapped(call.left)
    switch kind {
    case .identity: strata = try .init(what, tree, specification, table, ascending: true)
    case .power:
      covariate = what
      covariateColumns = try table.numericColumns(tree, below: what)
    }
  }
}

extension FrameBuilder.GroupSource {
  /// The one factor that a node stands for, `a` or `a:b`.
  ///
  /// - Parameter ascending: whether levels of numbers and dates, unless given, are in their order
  ///   rather than in that of appearance.
  init(
    _ node: Int, _ tree: FormulaTree, _ specification: MixedModelSpecification, _ table: Table,
    ascending: Bool
  ) throws(InvalidInput) {
    let groups = try tree.groupingFactors(node)
    guard groups.count == 1 else {
      throw tree.error(
        "M121", "\(Finding.quoted(tree.description(of: node))) is more than one factor",
        hint: "join columns with ':'", at: node)
    }
    try self.init(groups[0], tree, specification, table, ascending: ascending)
  }

  init(
    _ nodes: [Int], _ tree: FormulaTree, _ specification: MixedModelSpecification,
    _ table: Table, ascending: Bool
  ) throws(InvalidInput) {
    var factors: [Factor] = []
    tableColumns = []
    for name in nodes.compactMap({ tree.name($0) }) {
      let column = try table.requireColumn(name)
      let levels = specification.levels(of: name)
      let factor = try table.factor(name, levels: levels)
      factors.append(ascending && levels == nil ? factor.ascending(column) : factor)
      tableColumns.append(column)
    }
    self.factors = factors
  }
}
