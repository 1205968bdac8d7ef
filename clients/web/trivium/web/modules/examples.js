// Problems that are one click away, by engine and mode: [name, text, options by their names].

export const EXAMPLES = {
  "geometry/solve": [
    ["Orthocentre", "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c"],
    ["Nine-point circle", "a b c = triangle a b c; m = midpoint m b c; n = midpoint n c a; p = midpoint p a b; d = foot d a b c ? cyclic m n p d"],
    ["Simson line", "a b c = triangle a b c; o = circle o a b c; p = on_circle p o a; d = foot d p b c; e = foot e p c a; f = foot f p a b ? coll d e f"],
    ["Needs an auxiliary point", "humpty_point\na b c = triangle a b c; h = orthocenter h a b c; m = midpoint m b c; p = foot p h a m ? cyclic b h p c"],
    ["False", "a b c = triangle a b c; d = midpoint d b c ? perp a d b c"],
  ],
  "symbolic/equal": [
    ["Pythagoras", "sin(x)**2 + cos(x)**2 = 1"],
    ["A root too many", "sqrt(x**2) = x"],
    ["… of a positive number", "sqrt(x**2) = x", { assume: "x positive" }],
    ["A constant", "atan(1) + atan(2) + atan(3) = pi"],
    ["Logarithms", "log(x*y) = log(x) + log(y)", { assume: "x positive, y positive" }],
    ["True, and not decided", "hyp2f1(1/3, 2/3, 5/6, 27/32) = 8/5"],
  ],
  "symbolic/solve": [
    ["Antiderivative", "integrate(x*exp(x), x)"],
    ["Definite integral", "integrate(exp(-x**2), x, -oo, oo)"],
    ["Limit", "limit(sin(x)/x, x, 0)"],
    ["Sum", "sum(1/n**2, n, 1, oo)"],
    ["Equation", "solve(x**2 = 5*x - 6, x)"],
  ],
  "symbolic/derivation": [
    ["Wrong in a sign", "(x - 1)**2 + 4*x\n= x**2 - 2*x - 1 + 4*x\n= (x + 1)**2"],
    ["Sound", "(x - 1)**2 + 4*x\n= x**2 - 2*x + 1 + 4*x\n= (x + 1)**2"],
  ],
  "lean/prove": [
    ["Divisibility", "∀ n : ℕ, 3 ∣ n ^ 3 + 2 * n"],
    ["Logic", "(p q r : Prop) : (p → q) → (q → r) → p → r"],
    ["Lists", "(l : List Nat) : l.reverse.reverse = l"],
    ["False: look for a refutation too", "∀ n : Nat, n * n = n + n", { dual: true }],
  ],
  "lean/check": [
    ["A proof", "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩"],
    ["A mistake", "theorem wrong (n : Nat) : n + 1 = n := by\n  omega"],
    ["Something left out", "theorem later (n : Nat) : n ≤ n * n := sorry"],
  ],
};
