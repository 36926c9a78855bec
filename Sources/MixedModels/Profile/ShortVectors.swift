/// The Euclidean length of a short vector.
func norm(_ vector: [Double]) -> Double { shortDotProduct(vector, vector).squareRoot() }

/// The sum of products over the elements that both vectors have: rows of a lower triangle.
func shortDotProduct(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in 0..<min(a.count, b.count) { sum += a[index] * b[index] }
  return sum
}

/// The vector divided by its length; nil where that is 0.
func unitVector(_ vector: [Double]) -> [Double]? {
  let length = norm(vector)
  return length > 0 ? vector.map { $0 / length } : nil
}

/// The unit vector along an axis.
func unitAxis(_ axis: Int, _ dimension: Int) -> [Double] {
  (0..<dimension).map { $0 == axis ? 1 : 0 }
}

/// The part of a vector orthogonal to a unit vector.
func projected(_ vector: [Double], off unit: [Double]) -> [Double] {
  let along = shortDotProduct(vector, unit)
  return zip(vector, unit).map { $0 - along * $1 }
}

/// base + sum of coordinates times vectors.
func combination(
  _ base: [Double], _ vectors: [[Double]], _ coordinates: ArraySlice<Double>
) -> [Double] {
  var result = base
  for (vector, coordinate) in zip(vectors, coordinates) {
    for index in result.indices { result[index] += coordinate * vector[index] }
  }
  return result
}

/// An orthonormal basis of all that is orthogonal to the given orthonormal vectors.
func orthogonalComplement(_ vectors: [[Double]], dimension: Int) -> [[Double]] {
  var basis = vectors
  while basis.count < dimension {
    // The axis least covered so far; projected twice against rounding.
    let remainders = (0..<dimension).map { axis in
      (0..<2).reduce(unitAxis(axis, dimension)) { remainder, _ in
        basis.reduce(remainder) { projected($0, off: $1) }
      }
    }
    guard let next = remainders.max(by: { norm($0) < norm($1) }).flatMap(unitVector) else { break }
    basis.append(next)
  }
  return Array(basis.dropFirst(vectors.count))
}
