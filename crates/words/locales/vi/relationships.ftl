### Năm chặng của một mối quan hệ.
stage-awareness = Lạ
stage-exploration = Tìm hiểu
stage-expansion = Quen
stage-commitment = Thân
stage-dissolution = Phai
