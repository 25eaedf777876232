"""Write ``src/citeaudit/data/languages.toml``: the languages that a wiki knows, by code, with their English names.

    pip install babel && python tools/languages_table.py

The names are those of the Unicode CLDR. MediaWiki knows more and calls some by other names: these
stand below, and win.
"""

from __future__ import annotations

from pathlib import Path

import babel  # type: ignore[import-not-found, import-untyped, unused-ignore]

TARGET = Path(__file__).resolve().parent.parent / "src" / "citeaudit" / "data" / "languages.toml"

# Of MediaWiki and its extension cldr (LocalNamesEn): code, name.
ADDED = """
aae Arbëresh|abe Western Abenaki|abq Abaza|abs Ambonese Malay|acf Saint Lucian Creole|acm Iraqi Arabic
alc Kawésqar|als Alemannic|ami Amis|apc Levantine Arabic|azb South Azerbaijani|bag Tuki|bat-smg Samogitian
bcc Southern Balochi|bci Baoulé|bcl Central Bikol|bdr West Coast Bajau
be-tarask Belarusian (Taraškievica orthography)|be-x-old Belarusian (Taraškievica orthography)
bgp Eastern Balochi|bh Bhojpuri|bkc Baka|bkh Bakako|blk Pa'O|bnn Bunun|bqz Mka'a|btm Batak Mandailing
bto Rinconada Bikol|bxr Russia Buriat|cal Carolinian|cbk-zam Chavacano|cdo Min Dong Chinese|cja Western Cham
cjm Eastern Cham|cjy Jinyu|ckt Chukchi|cnr Montenegrin|cpx Pu-Xian Min|crb Island Carib
crh-cyrl Crimean Tatar (Cyrillic script)|crh-latn Crimean Tatar (Latin script)|dag Dagbani
de-formal German (formal address)|dga Dagaare|diq Zazaki|dlc Dalecarlian|dru Rukai|dty Doteli
el-cy Cypriot Greek|eml Emiliano-Romagnolo|eto Eton|ett Etruscan|etu Ejagham|eya Eyak|fiu-vro Võro|fkv Kvensk
fmp Fe'Fe'|fos Siraya|fuf Pular|gan-hans Gan (Simplified)|gan-hant Gan (Traditional)|gcf Guadeloupean Creole
gcr Guianan Creole|gld Nanai|gml Middle Low German|gmy Mycenaean Greek|gpe Ghanaian Pidgin|guw Gun|gya Gbaya
haz Hazaragi|hbo Biblical Hebrew|hno Hindko|hrx Hunsrik|hyw Western Armenian|igl Igala|isu Isu
ja-hani Japanese (Kanji script)|ja-hira Japanese (Hiragana script)|ja-kana Japanese (Katakana script)
kai Karekare|kbp Kabiye|ker Kera|kge Komering|kjh Khakas|kjp Eastern Pwo|kk-arab Kazakh (Arabic script)
kk-cn Kazakh (China)|kk-cyrl Kazakh (Cyrillic script)|kk-kz Kazakh (Kazakhstan)|kk-latn Kazakh (Latin script)
kk-tr Kazakh (Turkey)|kld Gamilaraay|knn Maharashtrian Konkani|ko-kp Korean (North Korea)|koy Koyukon
ks-arab Kashmiri (Arabic script)|ks-deva Kashmiri (Devanagari script)|ksw S'gaw Karen
ku-arab Kurdish (Arabic script)|ku-latn Kurdish (Latin script)|kus Kusaal|lbe Lak|lcm Tungag|lem Nomaande
lij-mc Monégasque|lki Laki|lld Ladin|lns Lamnso'|luz Southern Luri|map-bms Basa Banyumasan|mcp Maka
mfa Kelantan-Pattani Malay|mhr Eastern Mari|mid Mandaic|mis Unsupported language|mnw Mon|mo Moldovan|moe Innu
mrh Mara|ms-arab Malay (Jawi script)|mui Musi|mul multiple languages|nah Nahuatl|nge Ngémba
nit Southeastern Kolami|nla Ngombala|nmz Nawdm|nnz Nda'Nda'|nod Northern Thai|nrf-gg Guernésiais|nrf-je Jèrriais
nrm Norman|nsk Naskapi|nup Nupe|nxm Numidian|nys Nyungar|ojp Old Japanese|olo Livvi-Karelian|ood O'odham
otk Old Turkish|pih Norfuk|pjt Pitjantjatjara|pnb Western Punjabi|ppu Papora-Hoanya|prs Dari|pwn Paiwan
pyu Puyuma|qya Quenya|rah Rabha|rki Arakanese|rm-puter Putèr|rm-rumgr Rumantsch Grischun|rm-surmiran Surmiran
rm-sursilv Sursilvan|rm-sutsilv Sutsilvan|rm-vallader Vallader|rmc Carpathian Romani|rmf Finnish Kalo
rmg Traveller Norwegian|rml Baltic Romani|rmn Balkan Romani|rmo Sinte Romani|rmw Welsh-Romani|rmy Vlax Romani
roa-rup Aromanian|roa-tara Tarantino|rsk Pannonian Rusyn|ruq Megleno-Romanian|rut Rutul|rwr Marwari (India)
ryu Okinawan|sh-cyrl Serbo-Croatian (Cyrillic script)|sh-latn Serbo-Croatian (Latin script)|shy Shawiya
sia Akkala Sámi|simple Simple English|sjd Kildin Sami|sje Pite Sami|sjk Kemi Sámi|sjn Sindarin|sjt Ter Sámi
sju Ume Sami|skr Saraiki|sr-ec Serbian (Cyrillic script)|sr-el Serbian (Latin script)|sro Campidanese Sardinian
srq Sirionó|ssf Thao|sty Siberian Tatar|syl Sylheti|szy Sakizaya|tay Atayal|tdd Tai Nuea
tg-cyrl Tajik (Cyrillic script)|tg-latn Tajik (Latin script)|tlb Tobelo|tnq Taíno
tt-cyrl Tatar (Cyrillic script)|tt-latn Tatar (Latin script)|ttj Tooro|tvu Tunen|tzl Talossan
ug-arab Uyghur (Arabic script)|ug-latn Uyghur (Latin script)|umu Munsee|und unknown language|uun Pazeh
uz-cyrl Uzbek (Cyrillic script)|uz-latn Uzbek (Latin script)|vut Vute|wes Pidgin|wls Wallisian|xpu Punic
xsy Saisiyat|yas Nugunu|yat Yambeta|ydd Eastern Yiddish|zh-classical Classical Chinese|zh-cn Chinese (China)
zh-hk Chinese (Hong Kong)|zh-min-nan Chinese (Min Nan)|zh-mo Chinese (Macau)|zh-my Chinese (Malaysia)
zh-sg Chinese (Singapore)|zh-tw Chinese (Taiwan)|zh-yue Cantonese|zxx no linguistic content
"""

# Of Module:Citation/CS1/Configuration: what the citation templates call otherwise than MediaWiki does.
REMAPPED = """
als Tosk Albanian|bh Bihari|bla Blackfoot|bn Bengali|ca-valencia Valencian|ilo Ilocano|ksh Kölsch
ksh-x-colog Colognian|mis-x-ripuar Ripuarian|nan-tw Taiwanese Hokkien
"""

# Names that mean a code of another name.
NAMES = "alemannisch gsw|bangla bn|bhojpuri bho|iloko ilo|kolsch ksh|siksiká bla"

# Wikipedias whose code is all letters: a link beginning with one of them leads to another wiki.
WIKIPEDIAS = """
aa ab ace ady af ak als alt am ami an ang ann anp ar arc ary arz as ast atj
av avk awa ay az azb ba ban bar bbc bcl bdr be bew bg bh bi bjn blk bm bn bo
bpy br bs btm bug bxr ca cdo ce ceb ch cho chr chy ckb co cr crh cs csb cu
cv cy da dag de dga din diq dsb dtp dty dv dz ee el eml en eo es et eu ext
fa fat ff fi fj fo fon fr frp frr fur fy ga gag gan gcr gd gl glk gn gom gor
got gpe gsw gu guc gur guw gv ha hak haw he hi hif ho hr hsb ht hu hy hyw hz
ia iba id ie ig igl ii ik ilo inh io is it iu ja jam jbo jv ka kaa kab kai
kaj kbd kbp kcg kg kge ki kj kk kl km kn knc ko koi kr krc ks ksh ku kus kv
kw ky la lad lb lbe lez lfn lg li lij lld lmo ln lo lrc lt ltg lv lzh mad
mai mdf mg mh mhr mi min mk ml mn mni mnw mo mos mr mrj ms mt mus mwl my myv
mzn na nah nan nap nds ne new ng nia nl nn no nov nqo nr nrm nso nup nv ny
oc olo om or os pa pag pam pap pcd pcm pdc pfl pi pih pl pms pnb pnt ps pt
pwn qu rm rmy rn ro rsk ru rue rup rw sa sah sat sc scn sco sd se sg sgs sh
shi shn si simple sk skr sl sm smn sn so sq sr srn ss st stq su sv sw syl
szl szy ta tay tcy tdd te tet tg th ti tig tk tl tly tn to tok tpi tr trv ts
tt tum tw ty tyv udm ug uk ur uz ve vec vep vi vls vo vro wa war wo wuu xal
xh xmf yi yo yue za zea zgh zh zu
"""

# Languages in other scripts than Latin: the only ones that script-title and its like are for.
SCRIPTS = """
ab am ar be bg bn bo bs dv dz el fa gu he hi hy ja ka kk km kn ko ku ky lo
mk ml mn mr my ne or ota ps ru sd si sr syc ta te tg th ti ug uk ur uz yi
yue zh
"""

MODULE = "English Wikipedia, Module:Citation/CS1/Configuration, September 2022"
HEAD = f"""\
# Languages by code, with their English names. Written by tools/languages_table.py.
source = "Unicode CLDR as of Babel {babel.__version__}; MediaWiki, Names.php and extension cldr; {MODULE}"
date = 2026-11-22

# Wikipedias whose code is all letters: a link beginning with one of them leads to another wiki.
wikipedias = [
{{wikipedias}}
]

# Languages in other scripts than Latin: the only ones that script-title and its like are for.
scripts = [
{{scripts}}
]
"""


def pairs(text: str) -> dict[str, str]:
    """Return the entries of one of the lists above."""
    entries = (entry for line in text.strip().splitlines() for entry in line.split("|"))
    return dict(entry.split(" ", 1) for entry in entries)


def rows(text: str) -> str:
    """Return words as the rows of an array, as they stand in the lists above."""
    return "\n".join("  " + " ".join(f'"{word}",' for word in line.split()) for line in text.strip().splitlines())


def main() -> None:
    """Write the table."""
    known = {code.replace("_", "-").lower(): name for code, name in babel.Locale("en").languages.items()}
    known |= {code: name for code, name in pairs(ADDED).items() if code not in known or code in {"mul", "und", "zxx"}}
    known |= pairs(REMAPPED)
    lines = [HEAD.format(wikipedias=rows(WIKIPEDIAS), scripts=rows(SCRIPTS)), "[languages]"]
    lines += [f'{code} = "{name}"' for code, name in sorted(known.items())]
    lines += ["", "# Other names of these.", "[names]"]
    lines += [f'"{name}" = "{code}"' for name, code in sorted(pairs(NAMES).items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(known)} languages")


if __name__ == "__main__":
    main()
