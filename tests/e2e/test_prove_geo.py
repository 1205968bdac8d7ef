import json
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from prove_process import PROVE, ROOT, Prove

OLYMPIAD = "examples/geometry/olympiad.txt"


def test_the_example_problems_are_proved_with_certificates_that_answer_them(prove: Prove, tmp_path: Path) -> None:
    run = prove("geo", "solve", OLYMPIAD, "--no-aux", "--json", "--certificate", tmp_path)
    assert run.code == 0, run.err
    assert [(r["name"], r["verdict"]) for r in run.rows] == [
        ("imo_2013_p4", "VERDICT_PROVED"),
        ("nine_point_circle", "VERDICT_PROVED"),
    ]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["imo_2013_p4.json", "nine_point_circle.json"]
    assert prove("verify", tmp_path, "--against", OLYMPIAD).code == 0


def test_a_certificate_does_not_answer_another_problem(prove_here: Prove, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    prove_here("geo", "solve", f"{OLYMPIAD}:nine_point_circle", "--certificate", path)
    assert prove_here("verify", path, "--against", f"{OLYMPIAD}:imo_2013_p4").code == 1


def test_a_problem_on_stdin_may_come_with_or_without_a_name(prove: Prove) -> None:
    statement = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"
    for text, name in ((statement, None), (f"altitude\n{statement}\n", "altitude")):
        row = prove("geo", "solve", "-", "--json", stdin=text).rows[0]
        assert row["verdict"] == "VERDICT_PROVED"
        assert name is None or row["name"] == name


def test_one_seed_gives_one_answer(prove_here: Prove) -> None:
    def answer() -> dict[str, object]:
        row = prove_here("geo", "solve", f"{OLYMPIAD}:imo_2013_p4", "--seed", "7", "--json").rows[0]
        return {k: v for k, v in row.items() if k != "usage"}

    assert answer() == answer()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("a b c = triangl a b c ? perp a b a c", "triangle"),
        ("a b c = triangle a b ? perp a b a c", "triangle"),
        ("a b c = triangle a b c; h = foot h a b d ? perp a h b c", "d"),
        ("a b c = triangle a b c ? perpendicular a b a c", "perp"),
        ("a b c = triangle a b c", "?"),
    ],
)
def test_a_wrong_statement_is_refused_with_its_place(prove: Prove, statement: str, said: str) -> None:
    run = prove("geo", "solve", "-", "--json", stdin=statement)
    assert run.code == 2
    description = run.rows[0]["error"]["violations"][0]["description"]
    assert said in description
    assert "column" in description


def test_one_wrong_problem_does_not_take_the_others_with_it(prove: Prove, tmp_path: Path) -> None:
    path = tmp_path / "set.txt"
    good = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"
    path.write_text(f"first\n{good}\nbroken\na b c = triangl a b c ? perp a b a c\nlast\n{good}\n")
    run = prove("geo", "solve", path, "--json")
    assert run.code == 2
    assert [r["name"] for r in run.rows] == ["first", "broken", "last"]
    assert [r.get("verdict") for r in run.rows] == ["VERDICT_PROVED", None, "VERDICT_PROVED"]


def test_a_figure_that_cannot_be_drawn_is_no_proof(prove: Prove) -> None:
    """c lies on ab, so the orthocentre does not exist."""
    statement = "a b = segment a b; c = on_line c a b; h = orthocenter h a b c ? perp a h b c"
    run = prove("geo", "solve", "-", "--json", stdin=statement)
    assert run.code in {2, 3}
    assert json.loads(run.out).get("verdict") != "VERDICT_PROVED"


def test_a_false_statement_is_refuted_with_a_certificate(prove: Prove, tmp_path: Path) -> None:
    path, text = tmp_path / "c.json", "a b c = triangle a b c ? perp a b a c"
    run = prove("geo", "solve", "-", "--json", "--certificate", path, stdin=text)
    assert run.code == 1
    assert run.rows[0]["verdict"] == "VERDICT_REFUTED"
    replayed = prove("verify", path, "--against-statement", text, "--json")
    assert replayed.code == 0
    assert replayed.rows[0]["verdict"] == "VERDICT_REFUTED"
    assert prove("verify", path, "--against-statement", text.replace("a c", "b c")).code == 1


def test_an_unknown_name_suggests_the_nearest(prove_here: Prove) -> None:
    run = prove_here("geo", "solve", f"{OLYMPIAD}:imo_2013_p5")
    assert run.code == 2
    assert "imo_2013_p4" in run.err


def test_figures_are_drawn_to_one_file_a_problem(prove: Prove, tmp_path: Path) -> None:
    run = prove("geo", "solve", OLYMPIAD, "--json", "--svg", tmp_path / "figures")
    assert run.code == 0, run.err
    assert sorted(p.name for p in (tmp_path / "figures").iterdir()) == ["imo_2013_p4.svg", "nine_point_circle.svg"]
    assert [r["figure_svg"] for r in run.rows] == ["", ""]
    for row in run.rows:
        root = ElementTree.parse(tmp_path / "figures" / f"{row['name']}.svg").getroot()
        assert root.findtext("{http://www.w3.org/2000/svg}title") == row["name"]
        shown = {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
        assert shown == {point["name"] for point in row["figure"]}


def test_a_figure_that_is_not_asked_for_is_not_drawn(prove_here: Prove) -> None:
    (row,) = prove_here("geo", "solve", f"{OLYMPIAD}:imo_2013_p4", "--json").rows
    assert row["figure_svg"] == ""


def test_a_problem_without_a_figure_says_so_and_writes_nothing(prove: Prove, tmp_path: Path) -> None:
    path = tmp_path / "flat.txt"
    path.write_text("flat\na b = segment a b; c = on_line c a b; h = orthocenter h a b c ? perp a h b c\n")
    run = prove("geo", "solve", path, "--svg", tmp_path / "figures")
    assert "flat: no figure: clause 3" in run.err
    assert not (tmp_path / "figures").exists()


def test_the_name_of_a_problem_cannot_lead_its_figure_out_of_the_folder(prove_here: Prove, tmp_path: Path) -> None:
    path = tmp_path / "set.txt"
    path.write_text("../../p<1>\na b c = triangle a b c; h = orthocenter h a b c ? perp a h b c\n")
    assert prove_here("geo", "solve", path, "--svg", tmp_path / "deep" / "figures").code == 0
    assert [p.name for p in (tmp_path / "deep" / "figures").rglob("*.svg")] == ["p_1_.svg"]
    assert len(list(tmp_path.rglob("*.svg"))) == 1


def test_a_folder_that_cannot_be_written_is_told(prove_here: Prove, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("")
    run = prove_here("geo", "solve", f"{OLYMPIAD}:imo_2013_p4", "--svg", path)
    assert run.code == 2
    assert "--svg" in run.err


GEOGEBRA = """<?xml version="1.0"?><geogebra><construction>
<element type="point" label="A"><coords x="0" y="0" z="1"/></element>
<element type="point" label="B"><coords x="4" y="0" z="1"/></element>
<command name="Circle"><input a0="A" a1="B"/><output a0="k"/></command>
<command name="Point"><input a0="k"/><output a0="C"/></command>
<element type="point" label="C"><coords x="0" y="4" z="1"/></element>
<command name="Prove"><input a0="AreCongruent[Segment[A, B], Segment[A, C]]"/><output a0="p"/></command>
</construction></geogebra>"""


def test_every_language_is_read_and_told_by_its_text(prove: Prove, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "circle.ggb", "w") as archive:
        archive.writestr("geogebra.xml", GEOGEBRA)
    (tmp_path / "circle.xml").write_text(GEOGEBRA)
    (tmp_path / "points.txt").write_text("points a b c h; perp a h b c; perp b h c a ? perp c h a b\n")
    (tmp_path / "yuclid.txt").write_text(
        "point a 0 0\npoint b 4 0\npoint c 1 3\npoint h 1 1\nassume perp a h b c\nassume perp b h c a\n"
        "prove perp c h a b\n"
    )
    for name, options in (
        ("circle.ggb", ()),
        ("circle.ggb", ("--goal", "cong A B A C")),
        ("circle.xml", ("--format", "ggb")),
        ("points.txt", ()),
        ("yuclid.txt", ("--format", "yuclid")),
    ):
        run = prove("geo", "solve", tmp_path / name, "--json", "--svg", tmp_path / "figures", *options)
        assert [r.get("verdict") for r in run.rows] == ["VERDICT_PROVED"], (name, run.err, run.rows)
        assert run.rows[0]["name"] == name.partition(".")[0]
        assert run.code == 0


def test_the_gallery_is_decided_and_its_certificates_are_replayed(prove_here: Prove, tmp_path: Path) -> None:
    """Proofs with sines, a refutation and an answer to a question among them, through the wire format."""
    gallery = "examples/geometry/gallery.txt"
    run = prove_here("geo", "solve", gallery, "--no-aux", "--json", "--certificate", tmp_path)
    verdicts = {r["name"]: r["verdict"] for r in run.rows}
    assert verdicts.pop("which_is_false") == "VERDICT_REFUTED"
    assert set(verdicts.values()) == {"VERDICT_PROVED"}
    replayed = prove_here("verify", tmp_path, "--against", gallery, "--json")
    assert replayed.code == 0, replayed.out
    assert len(replayed.rows) == len(run.rows)


def test_a_hostile_geogebra_file_is_refused(prove: Prove, tmp_path: Path) -> None:
    (tmp_path / "bomb.ggb").write_bytes(b"PK\x03\x04")
    run = prove("geo", "solve", tmp_path / "bomb.ggb", "--json")
    assert run.code == 2
    assert "BAD_FILE" in run.out + run.err


def test_a_value_that_is_asked_for_is_told(prove: Prove) -> None:
    text = "a b c = ieq_triangle; d = midpoint b c ? acompute a b a d"
    row = prove("geo", "solve", "-", "--json", stdin=text).rows[0]
    assert row["verdict"] == "VERDICT_PROVED"
    assert row["found"] == ["aconst a b a d 30"]


def test_the_proof_is_printed_and_written_as_latex(prove: Prove, tmp_path: Path) -> None:
    run = prove("geo", "solve", f"{OLYMPIAD}:nine_point_circle", "--proof", "--latex", tmp_path)
    assert run.code == 0, run.err
    assert "[given by midpoint" in run.out
    assert "from the figure:" in run.out
    assert "\\end{document}" in (tmp_path / "nine_point_circle.tex").read_text()


NEWTON_LINE = (
    "a b c d = quadrangle; e = intersection_ll a b c d; f = intersection_ll a d b c; "
    "m = midpoint a c; n = midpoint b d; k = midpoint e f ? coll m n k"
)


def test_what_deduction_leaves_open_is_proved_by_algebra_and_says_so(prove_here: Prove, tmp_path: Path) -> None:
    problem, certificate = tmp_path / "newton.txt", tmp_path / "newton.json"
    problem.write_text(f"newton\n{NEWTON_LINE}\n")
    assert prove_here("geo", "solve", problem, "--no-aux").code == 3
    row = prove_here("geo", "solve", problem, "--json", "--certificate", certificate).rows[0]
    assert row["verdict"] == "VERDICT_PROVED"
    assert row["checked_by"] == ["trivium.geometry.certificate.algebraic/1"]
    assert row["valid_when"]
    assert prove_here("verify", certificate, "--against", problem).code == 0
    problem.write_text(f"newton\n{NEWTON_LINE.replace('coll m n k', 'coll m n e')}\n")
    assert prove_here("verify", certificate, "--against", problem).code == 1


AUXILIARY = "examples/geometry/auxiliary.txt"


def test_an_auxiliary_point_is_found_named_drawn_and_certified(prove: Prove, tmp_path: Path) -> None:
    problem, certificate = f"{AUXILIARY}:humpty_point", tmp_path / "humpty.json"
    run = prove("geo", "solve", problem, "--json", "--proof", "--certificate", certificate, "--svg", tmp_path)
    assert run.code == 0, run.err
    (row,) = run.rows
    (clause,) = row["auxiliary"]
    assert clause.startswith("x1 = ")
    assert "x1" in {point["name"] for point in row["figure"]}
    assert 'class="tv-added"' in (tmp_path / "humpty_point.svg").read_text()
    assert prove("verify", certificate, "--against", AUXILIARY).code == 0
    forged = json.loads(certificate.read_text())
    forged["proof"]["auxiliary"] = ["x1 = midpoint x1 a b, on_line x1 h p"]
    certificate.write_text(json.dumps(forged))
    assert prove("verify", certificate, "--against", AUXILIARY).code == 1


def test_without_auxiliary_points_what_needs_one_stays_unknown(prove_here: Prove) -> None:
    run = prove_here("geo", "solve", f"{AUXILIARY}:humpty_point", "--no-aux", "--json")
    assert run.code == 3
    assert run.rows[0]["reason"] == "REASON_SATURATED"
    assert run.rows[0]["auxiliary"] == []


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.timeout(400)  # four commands, each with processes of its own
def test_a_run_that_was_killed_is_gone_on_with_to_the_same_bytes(prove_here: Prove, tmp_path: Path) -> None:
    asked = ("geo", "propose", "--count", "3", "--seed", "3", "--json")
    unbroken = prove_here(*asked, "--out", tmp_path / "unbroken")
    assert (unbroken.code, len(unbroken.rows)) == (0, 3)
    command = [PROVE, *asked, "--out", str(tmp_path / "killed")]
    killed = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=prove_here.environment())
    assert killed.stdout is not None
    assert killed.stdout.readline()
    killed.kill()
    killed.communicate()
    done = [json.loads(line) for line in (tmp_path / "killed" / "batch" / "manifest.jsonl").read_text().splitlines()]
    resumed = prove_here(*asked, "--out", tmp_path / "killed")
    assert (resumed.code, resumed.out) == (0, unbroken.out)
    assert contents(tmp_path / "killed") == contents(tmp_path / "unbroken")
    assert done
    other = prove_here(*asked[:-1], "--seed", "4", "--out", tmp_path / "killed")
    assert (other.code, "another batch" in other.out + other.err) == (2, True)


def test_a_run_out_of_time_is_gone_on_with_by_the_same_command(prove_here: Prove, tmp_path: Path) -> None:
    asked = ("geo", "propose", "--count", "3", "--seed", "3", "--out", tmp_path)
    short = prove_here(*asked, "--budget", "0.1s")
    assert (short.code, "0 of 3 theorems" in short.err) == (3, True)
    assert prove_here(*asked).code == 0


def test_proposed_theorems_are_whole_and_solve_with_an_auxiliary_point_alone(prove: Prove, tmp_path: Path) -> None:
    run = prove("geo", "propose", "--count", "1", "--seed", "3", "--out", tmp_path, "--json")
    assert run.code == 0, run.err
    assert [row["solution"]["verdict"] for row in run.rows] == ["VERDICT_PROVED"]
    for row in run.rows:
        entry = tmp_path / row["solution"]["name"]
        files = ["certificate.json", "english.txt", "figure.svg", "problem.txt", "proof.txt", "scores.json"]
        assert sorted(p.name for p in entry.iterdir()) == files
        ElementTree.parse(entry / "figure.svg")
        assert json.loads((entry / "scores.json").read_text())["key"] == row["key"]
        assert prove("verify", entry / "certificate.json", "--against", entry / "problem.txt").code == 0
        assert prove("geo", "solve", entry / "problem.txt", "--no-aux").code == 3
        assert prove("geo", "solve", entry / "problem.txt", "--budget", "30s").code == 0
