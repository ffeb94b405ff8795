/** Solves a small positive definite system by Gaussian elimination; both arguments are used up. */
export function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const factor = matrix[j]![i]! / matrix[i]![i]!
      for (let k = i; k < size; k++) matrix[j]![k]! -= factor * matrix[i]![k]!
      right[j]! -= factor * right[i]!
    }
  }
  const solution = Array.from({ length: size }, () => 0)
  for (let i = size - 1; i >= 0; i--) {
    let rest = right[i]!
    for (let j = i + 1; j < size; j++) rest -= matrix[i]![j]! * solution[j]!
    solution[i] = rest / matrix[i]![i]!
  }
  return solution
}
