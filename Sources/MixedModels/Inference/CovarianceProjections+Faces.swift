import Numerics

extension CovarianceProjections {
  /// With one grouping factor C is block diagonal: sums over its levels of products of k x k faces.
  ///
  /// *Complexity:* O(levels m k (p k + m p^2)) for m covariance elements.
  ///
  /// - Parameters:
  ///   - faces: the block of C of each level, k x k.
  ///   - cross: B, rows level * k + column.
  init(elements: CovarianceElements, faces: [Matrix], cross: Matrix) {
    self.init(order: cross.columns, elements: elements)
    let width = faces.first?.rows ?? 0
    var rows = [Double](repeating: 0, count: width * order)
    var product = [Double](repeating: 0, count: count * width * order)
    let moves = elements.elements.map(\.moves)
    for (level, face) in faces.enumerated() {
      for column in 0..<width {
        for j in 0..<order { rows[column * order + j] = cross[level * width + column, j] }
      }
      face.elements.withUnsafeBufferPointer { face in
        rows.withUnsafeBufferPointer { rows in
          product.withUnsafeMutableBufferPointer { product in
            multiply(face, rows, moves, width, into: product)
            addLevel(face, rows, UnsafeBufferPointer(product), moves, width)
          }
        }
      }
    }
    mirror()
  }

  /// C E_s B of one level for every s, rows of length p.
  private func multiply(
    _ face: UnsafeBufferPointer<Double>, _ rows: UnsafeBufferPointer<Double>,
    _ moves: [[(to: Int, from: Int)]], _ width: Int,
    into product: UnsafeMutableBufferPointer<Double>
  ) {
    product.update(repeating: 0)
    for s in 0..<count {
      for move in moves[s] {
        for a in 0..<width {
          let factor = face[a + move.to * width]
          let (target, source) = ((s * width + a) * order, move.from * order)
          for j in 0..<order { product[target + j] += factor * rows[source + j] }
        }
      }
    }
  }

  private mutating func addLevel(
    _ face: UnsafeBufferPointer<Double>, _ rows: UnsafeBufferPointer<Double>,
    _ product: UnsafeBufferPointer<Double>, _ moves: [[(to: Int, from: Int)]], _ width: Int
  ) {
    let (count, order) = (self.count, self.order)
    second.withUnsafeMutableBufferPointer { second in
      first.withUnsafeMutableBufferPointer { first in
        for r in 0..<count {
          for move in moves[r] {
            traces[r] += face[move.to + move.from * width]
            let left = move.from * order
            for j in 0..<order {
              let factor = rows[move.to * order + j]
              let target = (r * order + j) * order
              for i in 0..<order { first[target + i] -= rows[left + i] * factor }
            }
            for s in r..<count {
              let right = (s * width + move.to) * order
              for j in 0..<order {
                let target = ((r * count + s) * order + j) * order
                let factor = product[right + j]
                for i in 0..<order { second[target + i] += rows[left + i] * factor }
              }
              for other in moves[s] {
                traceProducts[r * count + s] +=
                  face[move.to + other.from * width] * face[move.from + other.to * width]
              }
            }
          }
        }
      }
    }
  }
}
