import Numerics

/// The cross-products of a model with one grouping factor: everything the data say about it.
///
/// Levels whose Z'Z are alike to the last bit form a class. With few classes the sums over a
/// class are taken once, and an evaluation costs the same for ten levels as for ten thousand.
final class GroupedProducts: Sendable {
  let term: TermShape
  /// m = p + 1.
  let responses: Int
  /// Z_j'Z_j: k x k per level.
  let faces: DoubleBuffer
  /// Z_j'[X y]: k x m by columns per level.
  let crosses: DoubleBuffer
  /// [X y]'[X y], m x m.
  let products: DoubleBuffer
  let classOfLevel: [Int32]
  /// One level of each class, and how many it has.
  let representatives: [Int]
  let classSizes: [Double]
  let usesClasses: Bool
  /// Sum over the levels of a class of vec(Z_j'[X y]) vec(Z_j'[X y])', (k m)^2 each; nil where
  /// the levels are too different for it to pay.
  let moments: DoubleBuffer?

  init(
    term: TermShape, responses: Int, faces: DoubleBuffer, crosses: DoubleBuffer,
    products: DoubleBuffer, classOfLevel: [Int32], representatives: [Int], classSizes: [Double],
    usesClasses: Bool
  ) {
    self.term = term
    self.responses = responses
    self.faces = faces
    self.crosses = crosses
    self.products = products
    self.classOfLevel = classOfLevel
    self.representatives = representatives
    self.classSizes = classSizes
    self.usesClasses = usesClasses
    moments =
      usesClasses && representatives.count * 4 <= term.levelCount
      ? Self.moments(crosses, term, responses, classOfLevel, classCount: representatives.count)
      : nil
  }

  /// From the rows of a model with one term, whose columns may have been whitened.
  /// - Parameter usesClasses: whether levels that are alike may be put together.
  convenience init(rows: ModelRows, columns: [Double], usesClasses: Bool = true) {
    let term = rows.terms[0]
    let (k, m, n) = (term.width, rows.responseColumns, rows.rowCount)
    let faces = DoubleBuffer(count: k * k * term.levelCount)
    let crosses = DoubleBuffer(count: k * m * term.levelCount)
    let products = columns.withUnsafeBufferPointer { values in
      rows.codes[0].withUnsafeBufferPointer { codes in
        let sums = RowSums(rowCount: n, codes: codes)
        let z = values.baseAddress!
        let xy = z + k * n
        for a in 0..<k {
          for b in 0...a {
            sums.add(z + a * n, z + b * n, to: faces.base + a + b * k, stride: k * k)
          }
          for c in 0..<m {
            sums.add(z + a * n, xy + c * n, to: crosses.base + a + c * k, stride: k * m)
          }
        }
        return DoubleBuffer(Columns.products(xy, count: m, rows: n).elements)
      }
    }
    for level in 0..<term.levelCount {
      let face = faces.base + level * k * k
      for b in 0..<k { for a in 0..<b { face[a + b * k] = face[b + a * k] } }
    }
    let classes =
      usesClasses
      ? FaceClasses(faces, size: k * k, count: term.levelCount)
      : FaceClasses(distinct: term.levelCount)
    self.init(
      term: term, responses: m, faces: faces, crosses: crosses, products: products,
      classOfLevel: classes.classOfLevel, representatives: classes.representatives,
      classSizes: classes.sizes,
      usesClasses: usesClasses)
  }

  /// The same levels with another response, given in the basis of the rows.
  func replacingResponse(_ response: DoubleBuffer, rows: ModelRows) -> GroupedProducts {
    let (k, m, n) = (term.width, responses, rows.rowCount)
    let crosses = DoubleBuffer(count: self.crosses.count)
    crosses.base.update(from: self.crosses.base, count: crosses.count)
    for level in 0..<term.levelCount {
      for a in 0..<k { crosses.base[level * k * m + a + (m - 1) * k] = 0 }
    }
    let products = DoubleBuffer(count: m * m)
    products.base.update(from: self.products.base, count: m * m)
    rows.columns.withUnsafeBufferPointer { values in
      rows.codes[0].withUnsafeBufferPointer { codes in
        let sums = RowSums(rowCount: n, codes: codes)
        let z = values.baseAddress!
        for a in 0..<k {
          let target = crosses.base + a + (m - 1) * k
          sums.add(z + a * n, response.base, to: target, stride: k * m)
        }
        Self.replaceResponse(in: products, z + k * n, response, m, n)
      }
    }
    return GroupedProducts(
      term: term, responses: m, faces: faces, crosses: crosses, products: products,
      classOfLevel: classOfLevel, representatives: representatives, classSizes: classSizes,
      usesClasses: usesClasses)
  }

  /// Puts X'y and y'y of another response into [X y]'[X y].
  static func replaceResponse(
    in products: DoubleBuffer, _ x: UnsafePointer<Double>, _ response: DoubleBuffer, _ m: Int,
    _ n: Int
  ) {
    for c in 0..<m {
      let column = c < m - 1 ? x + c * n : UnsafePointer(response.base)
      let sum = Columns.dot(column, response.base, n)
      products.base[c + (m - 1) * m] = sum
      products.base[(m - 1) + c * m] = sum
    }
  }

  /// The same levels with other columns in place of [X y]: [X y] T.
  func recombining(_ transform: Matrix) -> GroupedProducts {
    let (k, m, count) = (term.width, responses, transform.columns)
    let target = DoubleBuffer(count: k * count * term.levelCount)
    for level in 0..<term.levelCount {
      let source = crosses.base + level * k * m
      let place = target.base + level * k * count
      for c in 0..<count {
        for d in 0..<m where transform[d, c] != 0 {
          for a in 0..<k { place[a + c * k] += source[a + d * k] * transform[d, c] }
        }
      }
    }
    return GroupedProducts(
      term: term, responses: count, faces: faces, crosses: target,
      products: products.recombined(transform), classOfLevel: classOfLevel,
      representatives: representatives, classSizes: classSizes,
      usesClasses: usesClasses)
  }

  private static func moments(
    _ crosses: DoubleBuffer, _ term: TermShape, _ m: Int, _ classOfLevel: [Int32],
    classCount: Int
  ) -> DoubleBuffer {
    let size = term.width * m
    let result = DoubleBuffer(count: size * size * classCount)
    for level in 0..<term.levelCount {
      let source = crosses.base + level * size
      let target = result.base + Int(classOfLevel[level]) * size * size
      for b in 0..<size {
        let factor = source[b]
        for a in b..<size { target[a + b * size] += factor * source[a] }
      }
    }
    for classIndex in 0..<classCount {
      let target = result.base + classIndex * size * size
      for b in 0..<size {
        for a in 0..<b { target[a + b * size] = target[b + a * size] }
      }
    }
    return result
  }
}

extension DoubleBuffer {
  /// T' C T of a symmetric matrix C held in full.
  func recombined(_ transform: Matrix) -> DoubleBuffer {
    let order = transform.rows
    let source = Matrix(
      rows: order, columns: order, columnMajor: (0..<order * order).map { base[$0] })
    return DoubleBuffer(transform.transposedProduct(source * transform).elements)
  }
}
