import Numerics

/// The cross-products of a model with several grouping factors, in the places of a layout.
final class BlockedProducts: Sendable {
  let layout: BlockedLayout
  /// The column block of every level of the tree: [own k; ancestors; corner; X y] x k by columns.
  let values: DoubleBuffer
  /// Z_u'Z_u of every corner level, k x k, corner term by corner term.
  let cornerFaces: [DoubleBuffer]
  /// Z_v'Z_u of levels that occur together: k_v x k_u by columns.
  let pairFaces: DoubleBuffer
  /// [X y]'Z_u: m per corner effect.
  let cornerCrosses: DoubleBuffer
  /// [X y]'[X y], m x m.
  let products: DoubleBuffer

  private init(
    layout: BlockedLayout, values: DoubleBuffer, cornerFaces: [DoubleBuffer],
    pairFaces: DoubleBuffer, cornerCrosses: DoubleBuffer, products: DoubleBuffer
  ) {
    self.layout = layout
    self.values = values
    self.cornerFaces = cornerFaces
    self.pairFaces = pairFaces
    self.cornerCrosses = cornerCrosses
    self.products = products
  }

  /// Zeros, to be filled.
  convenience init(_ layout: BlockedLayout) {
    let m = layout.responses
    self.init(
      layout: layout, values: DoubleBuffer(count: layout.valueCount),
      cornerFaces: layout.cornerTerms.map {
        DoubleBuffer(count: $0.width * $0.width * $0.levelCount)
      }, pairFaces: DoubleBuffer(count: layout.pairValueCount),
      cornerCrosses: DoubleBuffer(count: layout.cornerEffectCount * m),
      products: DoubleBuffer(count: m * m))
  }

  convenience init(rows: ModelRows, columns: [Double], layout: BlockedLayout? = nil) {
    let layout =
      layout
      ?? BlockedLayout(terms: rows.terms, codes: rows.codes, responses: rows.responseColumns)
    self.init(layout)
    let m = layout.responses
    columns.withUnsafeBufferPointer { buffer in
      let sums = BlockedSums(rows: rows, columns: buffer.baseAddress!, layout: layout)
      for position in layout.blocks.indices { sums.addBlock(position, to: values.base) }
      for position in layout.cornerTerms.indices {
        sums.addCorner(position, faces: cornerFaces[position].base, crosses: cornerCrosses.base)
      }
      for pair in layout.pairs { sums.addPair(pair, to: pairFaces.base) }
      Columns.products(sums.xy, count: m, rows: rows.rowCount).elements.withUnsafeBufferPointer {
        products.base.update(from: $0.baseAddress!, count: m * m)
      }
    }
  }

  /// Multiplies the products of every level with itself.
  func scaleDiagonalFaces(by factor: Double) {
    for block in layout.blocks {
      for level in 0..<block.levelCount {
        for column in 0..<block.width {
          let target =
            values.base + block.valueStart[level] + column * layout.stride(block, level)
          for row in 0..<block.width { target[row] *= factor }
        }
      }
    }
    for faces in cornerFaces { for i in 0..<faces.count { faces.base[i] *= factor } }
  }

  /// The same levels with other columns in place of [X y]: [X y] T.
  func recombining(_ transform: Matrix) -> BlockedProducts {
    let target = BlockedLayout(layout, responses: transform.columns)
    let values = DoubleBuffer(count: target.valueCount)
    let m = layout.responses
    for (block, other) in zip(layout.blocks, target.blocks) {
      for level in 0..<block.levelCount {
        let (from, to) = (layout.stride(block, level), target.stride(other, level))
        for column in 0..<block.width {
          let source = self.values.base + block.valueStart[level] + column * from
          let place = values.base + other.valueStart[level] + column * to
          place.update(from: source, count: from - m)
          Self.combine(source + from - m, transform, into: place + from - m)
        }
      }
    }
    let crosses = DoubleBuffer(count: layout.cornerEffectCount * transform.columns)
    for effect in 0..<layout.cornerEffectCount {
      Self.combine(
        cornerCrosses.base + effect * m, transform, into: crosses.base + effect * transform.columns)
    }
    return BlockedProducts(
      layout: target, values: values, cornerFaces: cornerFaces, pairFaces: pairFaces,
      cornerCrosses: crosses, products: products.recombined(transform))
  }

  /// The same levels with another response, given in the basis of the rows.
  func replacingResponse(_ response: DoubleBuffer, rows: ModelRows) -> BlockedProducts {
    let m = layout.responses
    let values = DoubleBuffer(copying: self.values)
    let crosses = DoubleBuffer(copying: cornerCrosses)
    let products = DoubleBuffer(copying: self.products)
    rows.columns.withUnsafeBufferPointer { buffer in
      let sums = BlockedSums(rows: rows, columns: buffer.baseAddress!, layout: layout)
      for position in layout.blocks.indices {
        sums.replaceResponse(position, response.base, in: values.base)
      }
      for position in layout.cornerTerms.indices {
        sums.replaceCornerResponse(position, response.base, in: crosses.base)
      }
      GroupedProducts.replaceResponse(in: products, sums.xy, response, m, rows.rowCount)
    }
    return BlockedProducts(
      layout: layout, values: values, cornerFaces: cornerFaces, pairFaces: pairFaces,
      cornerCrosses: crosses, products: products)
  }

  private static func combine(
    _ source: UnsafePointer<Double>, _ transform: Matrix, into target: UnsafeMutablePointer<Double>
  ) {
    for c in 0..<transform.columns {
      var sum = 0.0
      for d in 0..<transform.rows { sum += source[d] * transform[d, c] }
      target[c] = sum
    }
  }
}
