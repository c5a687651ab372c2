"""Write ``src/kroniek/ontology/types/*.yaml`` and ``contexts.yaml`` from the PLOVER codebook 2.0 as JSON.

    python scripts/build_ontology.py ../shared/contract/plover_ontology.json

The codebook (CC BY-SA 4.0) is kept as it is printed; its known misprints are noted where they stand and mended in
``score`` (the printed figure stays in ``score_printed``). One CAMEO code a mode is chosen for exports: the one whose
label is nearest to the mode's definition.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

TARGET = Path(__file__).parent.parent / "src/kroniek/ontology"
MISPRINTS = {
    "ACCUSE": (
        -3.0,
        "the codebook's table prints 3.0; every mode of ACCUSE lies between -2.0 and -3.5, so the sign is a misprint",
    )
}
CAMEO = {
    ("AGREE", None): "030",
    ("CONSULT", None): "040",
    ("CONSULT", "visit"): "042",
    ("CONSULT", "third-party"): "044",
    ("CONSULT", "multilateral"): "046",
    ("CONSULT", "phone"): "041",
    ("SUPPORT", None): "050",
    ("CONCEDE", None): "080",
    ("COOPERATE", None): "060",
    ("AID", None): "070",
    ("RETREAT", None): "087",
    ("RETREAT", "withdraw"): "0874",
    ("RETREAT", "release"): "0841",
    ("RETREAT", "disarm"): "0873",
    ("RETREAT", "ceasefire"): "0871",
    ("RETREAT", "access"): "086",
    ("RETREAT", "resign"): "0831",
    ("REQUEST", None): "100",
    ("REQUEST", "assist"): "101",
    ("REQUEST", "change"): "104",
    ("REQUEST", "yield"): "105",
    ("REQUEST", "meet"): "106",
    ("ACCUSE", None): "112",
    ("ACCUSE", "disapprove"): "111",
    ("ACCUSE", "investigate"): "090",
    ("ACCUSE", "allege"): "112",
    ("REJECT", None): "120",
    ("REJECT", "assist"): "121",
    ("REJECT", "change"): "123",
    ("REJECT", "yield"): "124",
    ("REJECT", "meet"): "125",
    ("THREATEN", None): "130",
    ("THREATEN", "restrict"): "1312",
    ("THREATEN", "arrest"): "132",
    ("THREATEN", "relations"): "1313",
    ("THREATEN", "expel"): "136",
    ("THREATEN", "territory"): "1382",
    ("THREATEN", "violence"): "138",
    ("PROTEST", None): "140",
    ("PROTEST", "demo"): "141",
    ("PROTEST", "riot"): "145",
    ("PROTEST", "strike"): "143",
    ("PROTEST", "hunger"): "142",
    ("PROTEST", "boycott"): "143",
    ("PROTEST", "obstruct"): "144",
    ("PROTEST", "vandalize"): "145",
    ("SANCTION", None): "160",
    ("SANCTION", "convict"): "116",
    ("SANCTION", "expel"): "166",
    ("SANCTION", "withdraw"): "161",
    ("SANCTION", "discontinue"): "162",
    ("MOBILIZE", None): "150",
    ("MOBILIZE", "troops"): "154",
    ("MOBILIZE", "weapons"): "152",
    ("MOBILIZE", "police"): "153",
    ("MOBILIZE", "militia"): "150",
    ("COERCE", None): "170",
    ("COERCE", "seize"): "171",
    ("COERCE", "restrict"): "172",
    ("COERCE", "censor"): "1721",
    ("COERCE", "curfew"): "1723",
    ("COERCE", "martial-law"): "1724",
    ("COERCE", "arrest"): "173",
    ("COERCE", "deport"): "174",
    ("COERCE", "withhold"): "170",
    ("COERCE", "misinformation"): "170",
    ("COERCE", "cyber"): "170",
    ("ASSAULT", None): "190",
    ("ASSAULT", "abduct"): "181",
    ("ASSAULT", "beat"): "182",
    ("ASSAULT", "torture"): "1822",
    ("ASSAULT", "sexual"): "1821",
    ("ASSAULT", "targeted"): "186",
    ("ASSAULT", "destroy"): "1712",
    ("ASSAULT", "primitive"): "182",
    ("ASSAULT", "firearms"): "193",
    ("ASSAULT", "explosives"): "183",
    ("ASSAULT", "suicide-attack"): "1831",
    ("ASSAULT", "aerial"): "195",
    ("ASSAULT", "drone"): "195",
    ("ASSAULT", "heavy-weapons"): "194",
    ("ASSAULT", "crowd-control"): "175",
    ("ASSAULT", "unconventional"): "204",
}


def dump(path: Path, data: Any, comment: str) -> None:
    """Write readable YAML: keys in our order, long text folded."""
    body = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(f"# {comment}\n{body}", "utf-8")


def main() -> None:
    codebook = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    types = TARGET / "types"
    types.mkdir(parents=True, exist_ok=True)
    source = f"PLOVER codebook 2.0, CC BY-SA 4.0 ({codebook['source']}); written by scripts/build_ontology.py"
    for name, entry in codebook["events"].items():
        data: dict[str, Any] = {
            "type": name,
            "definition": entry["definition"],
            "quad": entry["quad_category"].lower(),
            "score": entry["score"],
            "cameo": CAMEO[name, None],
            "cameo_roots": entry["cameo_roots"],
        }
        if name in MISPRINTS:
            data["score"], data["misprint"] = MISPRINTS[name]
            data["score_printed"] = entry["score"]
        if entry["modes"]:
            data["modes"] = {
                m: {"definition": v["definition"], "score": v["score"], "cameo": CAMEO[name, m]}
                for m, v in entry["modes"].items()
            }
        data["rules"] = entry["disambiguation_rules"]
        data["cameo_codes"] = [
            {"code": r["cameo"], "label": r["label"], "mode": r["mode"], "contexts": r["contexts"]}
            for r in codebook["cameo_map"]
            if r["event"] == name
        ]
        if entry.get("map2021_modes_not_in_codebook"):
            data["map_modes_not_in_codebook"] = entry["map2021_modes_not_in_codebook"]
        dump(types / f"{name}.yaml", data, source)
    # coding needs only this, at every start: JSON reads a hundred times faster than sixteen YAML files
    (TARGET / "cameo.json").write_text(
        json.dumps([[t, m or "", c] for (t, m), c in sorted(CAMEO.items(), key=str)]) + "\n"
    )
    dump(TARGET / "contexts.yaml", codebook["contexts"], source)
    dump(TARGET / "sectors.yaml", codebook["actor_codes_and_sectors"], source)
    dump(TARGET / "quirks.yaml", codebook["quirks"], f"Known misprints. {source}")


if __name__ == "__main__":
    main()
