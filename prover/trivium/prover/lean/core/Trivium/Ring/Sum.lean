prelude
import Trivium.Ring.Polynomial
import Trivium.Core.ListLemmas
/-!
Sums of many polynomials, added in pairs: a sum of `n` terms takes about `n log n` steps instead of `n²`.
-/
set_option linter.all false

universe u

namespace Trivium.Ring.Poly

open CommSemiring CommRing

/-- A polynomial, negated or not, before others. -/
noncomputable def summand (p : Poly) (negative : Bool) (rest : List Poly) : List Poly := cond negative (neg p) p :: rest

/-- Adds neighbours; `held` waits for its neighbour. -/
noncomputable def addPairs (ps : List Poly) : Option Poly → List Poly :=
  List.rec (motive := fun _ => Option Poly → List Poly)
    (fun held => Option.rec (motive := fun _ => List Poly) [] (fun p => [p]) held)
    (fun p _ r held => Option.rec (motive := fun _ => List Poly) (r (some p)) (fun q => add q p :: r none) held) ps

/-- Adds all, in at most `rounds` rounds of pairs and then one by one. -/
noncomputable def sumRounds (rounds : Nat) : List Poly → Poly :=
  Nat.rec (motive := fun _ => List Poly → Poly)
    (fun ps => List.rec (motive := fun _ => Poly) zero (fun p _ r => add p r) ps)
    (fun _ r ps => List.rec (motive := fun _ => Poly) zero
      (fun p qs _ => List.rec (motive := fun _ => Poly) p (fun _ _ _ => r (addPairs ps none)) qs) ps) rounds

noncomputable def sum (ps : List Poly) : Poly := sumRounds 32 ps

variable {α : Type u} [CommRing α]

def denoteSum (xs : List α) : List Poly → α
  | [] => 0
  | p :: ps => denote xs p + denoteSum xs ps

def AllWithin (xs : List α) (k : Nat) : List Poly → Prop
  | [] => True
  | p :: ps => Within xs k p ∧ AllWithin xs k ps

theorem addPairs_spec {xs : List α} {k : Nat} {ps : List Poly} (w : AllWithin xs k ps) :
    (AllWithin xs k (addPairs ps none) ∧ denoteSum xs (addPairs ps none) = denoteSum xs ps) ∧
    ∀ q, Within xs k q → AllWithin xs k (addPairs ps (some q)) ∧
      denoteSum xs (addPairs ps (some q)) = denote xs q + denoteSum xs ps := by
  induction ps with
  | nil => exact ⟨⟨trivial, rfl⟩, fun q h => ⟨⟨h, trivial⟩, rfl⟩⟩
  | cons p ps ih =>
    obtain ⟨⟨wn, dn⟩, held⟩ := ih w.2
    refine ⟨held p w.1, fun q h => ⟨⟨within_add h w.1, wn⟩, ?_⟩⟩
    show denote xs (add q p) + denoteSum xs (addPairs ps none) = denote xs q + (denote xs p + denoteSum xs ps)
    rw [dn, denote_add, add_assoc]

theorem sumRounds_spec {xs : List α} {k : Nat} (rounds : Nat) {ps : List Poly} (w : AllWithin xs k ps) :
    Within xs k (sumRounds rounds ps) ∧ denote xs (sumRounds rounds ps) = denoteSum xs ps := by
  induction rounds generalizing ps with
  | zero => induction ps with
    | nil => exact ⟨trivial, rfl⟩
    | cons p ps ih =>
      obtain ⟨wr, dr⟩ := ih w.2
      exact ⟨within_add w.1 wr, (denote_add xs p _).trans (congrArg _ dr)⟩
  | succ rounds ih => cases ps with
    | nil => exact ⟨trivial, rfl⟩
    | cons p ps => cases ps with
      | nil => exact ⟨w.1, (add_zero _).symm⟩
      | cons q ps =>
        obtain ⟨⟨wn, dn⟩, _⟩ := addPairs_spec w
        obtain ⟨wr, dr⟩ := ih wn
        exact ⟨wr, dr.trans dn⟩

theorem sum_spec {xs : List α} {k : Nat} {ps : List Poly} (w : AllWithin xs k ps) :
    Within xs k (sum ps) ∧ denote xs (sum ps) = denoteSum xs ps := sumRounds_spec 32 w

end Trivium.Ring.Poly
