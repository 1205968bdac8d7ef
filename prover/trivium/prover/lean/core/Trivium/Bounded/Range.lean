prelude
import Trivium.Core.OmegaLemmas
/-!
Claims about all numbers of a range, by evaluating a truth value at each of them.

The range is cut into rows of 256 numbers, which bounds the depth of the kernel's recursion. Ranges of several
variables are nested: the truth value of the outer one is the check of the inner one.
-/
set_option linter.all false

namespace Trivium.Bounded

/-- Whether `p` holds at the `n` numbers from `start` on. -/
noncomputable def row (p : Nat → Bool) (start n : Nat) : Bool :=
  Nat.rec (motive := fun _ => Bool) true (fun i r => Bool.rec (motive := fun _ => Bool) false r (p (Nat.add start i))) n

/-- Whether `p` holds at the numbers below `256 * n`. -/
noncomputable def rows (p : Nat → Bool) (n : Nat) : Bool :=
  Nat.rec (motive := fun _ => Bool) true
    (fun b r => Bool.rec (motive := fun _ => Bool) false r (row p (Nat.mul 256 b) 256)) n

/-- Whether `p` holds below `n`. -/
noncomputable def all (n : Nat) (p : Nat → Bool) : Bool :=
  Bool.and (rows p (Nat.div n 256)) (row p (Nat.mul 256 (Nat.div n 256)) (Nat.mod n 256))

theorem both_of_and : {a b : Bool} → Bool.and a b = true → a = true ∧ b = true
  | true, true, _ => ⟨rfl, rfl⟩
  | true, false, h => absurd h Bool.false_ne_true
  | false, _, h => absurd h Bool.false_ne_true

theorem both_of_rec : {a b : Bool} → Bool.rec (motive := fun _ => Bool) false b a = true → a = true ∧ b = true
  | true, _, h => ⟨rfl, h⟩
  | false, _, h => absurd h Bool.false_ne_true

theorem row_spec {p : Nat → Bool} {start n : Nat} (h : row p start n = true) : ∀ i, i < n → p (start + i) = true := by
  induction n with
  | zero => exact fun i l => absurd l (Nat.not_lt_zero i)
  | succ n ih =>
    intro i l
    obtain ⟨here, rest⟩ := both_of_rec h
    rcases Nat.lt_or_ge i n with m | m
    · exact ih rest i m
    · exact Nat.le_antisymm (Nat.le_of_lt_succ l) m ▸ here

theorem rows_spec {p : Nat → Bool} {n : Nat} (h : rows p n = true) : ∀ b, b < n → row p (256 * b) 256 = true := by
  induction n with
  | zero => exact fun b l => absurd l (Nat.not_lt_zero b)
  | succ n ih =>
    intro b l
    obtain ⟨here, rest⟩ := both_of_rec h
    rcases Nat.lt_or_ge b n with m | m
    · exact ih rest b m
    · exact Nat.le_antisymm (Nat.le_of_lt_succ l) m ▸ here

theorem all_spec {n : Nat} {p : Nat → Bool} (h : all n p = true) (i : Nat) (l : i < n) : p i = true := by
  obtain ⟨hr, hl⟩ := both_of_and h
  have e : 256 * (i / 256) + i % 256 = i := Nat.div_add_mod i 256
  rcases Nat.lt_or_ge (i / 256) (n / 256) with m | m
  · exact e ▸ row_spec (rows_spec hr _ m) (i % 256) (Nat.mod_lt i (by decide))
  · have q : i / 256 = n / 256 := by omega
    have r : i % 256 < n % 256 := by omega
    rw [q] at e
    exact e ▸ row_spec hl (i % 256) r

theorem row_of {p : Nat → Bool} {start n : Nat} (h : ∀ i, i < n → p (start + i) = true) : row p start n = true := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have rest := ih fun i l => h i (Nat.lt_succ_of_le (Nat.le_of_lt l))
    show Bool.rec (motive := fun _ => Bool) false (row p start n) (p (start + n)) = true
    rw [h n (Nat.lt_succ_self n)]
    exact rest
theorem rows_of {p : Nat → Bool} {n : Nat} (h : ∀ i, i < 256 * n → p i = true) : rows p n = true := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have here : row p (256 * n) 256 = true := row_of fun i l => h _ (by omega)
    show Bool.rec (motive := fun _ => Bool) false (rows p n) (row p (256 * n) 256) = true
    rw [here]
    exact ih fun i l => h i (by omega)
theorem all_of {n : Nat} {p : Nat → Bool} (h : ∀ i, i < n → p i = true) : all n p = true := by
  have hr : rows p (Nat.div n 256) = true := rows_of fun i l => h i (by
    have : i < 256 * (n / 256) := l
    omega)
  have hl : row p (Nat.mul 256 (Nat.div n 256)) (Nat.mod n 256) = true := row_of fun i l => h _ (by
    have : i < n % 256 := l
    show 256 * (n / 256) + i < n
    omega)
  show Bool.and (rows p (Nat.div n 256)) (row p (Nat.mul 256 (Nat.div n 256)) (Nat.mod n 256)) = true
  rw [hr, hl]
  rfl

/-! ### Natural numbers -/

/-- A claim holds at each number below `n` where a truth value that implies it is `true` at each. -/
theorem forall_lt (n : Nat) (p : Nat → Bool) {P : Nat → Prop} (sound : ∀ x, p x = true → P x) (h : all n p = true) :
    ∀ x, x < n → P x := fun x l => sound x (all_spec h x l)

/-! ### Integers -/

/-- The integer `a + i`. -/
noncomputable def shift (a : Int) (i : Nat) : Int :=
  Int.rec (motive := fun _ => Int) (fun m => Int.ofNat (Nat.add m i))
    (fun m => cond (Nat.ble i m) (Int.negSucc (Nat.sub m i)) (Int.ofNat (Nat.sub i (Nat.succ m)))) a

theorem shift_eq (a : Int) (i : Nat) : shift a i = a + (i : Int) := by
  cases a with
  | ofNat m => rfl
  | negSucc m =>
    show cond (Nat.ble i m) (Int.negSucc (Nat.sub m i)) (Int.ofNat (Nat.sub i (Nat.succ m))) = Int.subNatNat i (m + 1)
    cases h : Nat.ble i m with
    | true =>
      obtain ⟨d, rfl⟩ := Nat.exists_add_of_le (Nat.le_of_ble_eq_true h)
      refine Eq.trans ?_ (Int.subNatNat_add_right i d).symm
      exact congrArg Int.negSucc (Nat.add_sub_cancel_left i d)
    | false =>
      have l : m + 1 ≤ i := Nat.lt_of_not_le fun k => by
        rw [Nat.ble_eq_true_of_le k] at h
        exact Bool.true_ne_false h
      obtain ⟨d, rfl⟩ := Nat.exists_add_of_le l
      refine Eq.trans ?_ (Int.subNatNat_add_left (m + 1) d).symm
      exact congrArg Int.ofNat (Nat.add_sub_cancel_left (m + 1) d)

end Trivium.Bounded
